"""Common given names by the pronoun they usually take: a hint, used only to rule out a reading."""

from claims.extraction.english.vocabulary import vocabulary

_MASCULINE = vocabulary(
    "aaron abdul abraham adam adrian ahmed alan albert alejandro aleksandr alex alexander"
    " alexei ali alexandre alfred anders andre andrei andrew andrius andriy andrzej angus"
    " anthony antonio anton arthur arvydas barack ben benjamin bernard bernie bill bob boris"
    " brad brandon brian bruce carl carlos charles charlie chris christian christopher chuck"
    " clarence colin craig daniel dan dave david dean denis dennis dick dmitry dmytro don donald"
    " doug douglas dylan ed eddie edgar eduardo edward emil emmanuel eric erik evan felipe felix"
    " fernando francis francisco frank franz fred frederick gabriel gary gavin geoffrey george"
    " gerald gerard gilbert glenn gordon graham greg gregory guy hans harold harry hassan henri"
    " henry herbert howard hugh hugo ian igor ivan jack jacob jacques jaime jake james jamie jan"
    " janusz jared jason javier jean jeff jeffrey jeremy jerome jerry jesse jim jimmy joe joel"
    " johan johannes john jonathan jonas jordan jorge jose joseph joshua josh juan julian justin"
    " karl keith ken kenneth kevin klaus konstantin kurt kyle larry lars laurynas lawrence lee"
    " leo leon leonard lewis liam lindsey louis lucas luis luke manuel marc marco marcus mario"
    " mark markus martin mario mateusz matt matthew mathias maurice max michael michel miguel"
    " mike mikhail mitch mitt mohamed mohammed muhammad nathan neil newt nicholas nick nicolas"
    " nigel nikolai noah norman oleg oleksandr oliver olaf olof omar oscar otto owen pablo"
    " patrick paul pavel pedro per pete peter petro philip phil pierre piotr rafael raimundas"
    " ralph ramon rand randy raymond rex ricardo richard rick rob robert roberto robin roger"
    " roland roman ron ronald ross roy rudy russell ryan sam samuel scott sean sebastian serge"
    " sergei sergey serhiy seth simon stanley stefan stephen steve steven stuart ted terry"
    " theodore thomas tim timothy todd tom tomas tony trey tyler valdas viktor victor vincent"
    " vladimir volodymyr walter warren wayne wilhelm will willem william wolfgang xavier yuri"
    " yuriy zachary"
)
_FEMININE = vocabulary(
    "abigail adele agnes aisha alexandra alice alicia alina alison amanda amelia amy ana"
    " anastasia andrea angela angelina anita ann anna anne annie april arianna ashley astrid"
    " audrey ava barbara beatrice becky beth betty beverly brenda bridget brigitte camilla carla"
    " carly carmen carol caroline carolyn catherine cathy cecile charlotte chelsea cheryl"
    " christina christine cindy claire clara claudia condoleezza cristina daria dawn deborah"
    " debbie debra denise diana diane dianne dolores donna doris dorothy edith eileen elaine"
    " eleanor elena elise elizabeth ella ellen emily emma erica erin esther eva eve evelyn"
    " fatima fiona florence frances gabriela gail gina gisela giorgia gladys gloria grace greta"
    " gudrun hannah heather heidi helen helena helga hillary huma ida ilse ingrida ingrid irena"
    " irene irina isabel isabella ivanka jackie jane janet janice jean jeanne jennifer jenny"
    " jessica jill joan joanna jocelyn josephine joyce judith judy julia julie karen karin kate"
    " katherine kathleen kathryn kathy katie kellyanne kelly kerry kim kimberly kristen kristin"
    " laura lauren leslie lidia lilian linda lisa liudmyla loretta louise lucy lydia lynn"
    " madeleine magdalena maggie margaret margarita maria mariana marie marilyn marina marine"
    " martha mary maureen megan meghan melania melanie melissa mia michelle mildred miriam molly"
    " monica monika nadia nancy naomi natalia natalie natasha nicola nicole nina nora norma"
    " oksana olena olga olivia pamela patricia patty paula pauline peggy penny petra phyllis"
    " priscilla rachel rebecca regina renee rita roberta rosa rose rosemary ruth sabine sally"
    " samantha sandra sara sarah selena serena sharon sheila shirley sofia sophia sophie stacey"
    " stacy stella stephanie sue susan suzanne svetlana sylvia tamara tanya tara tatiana teresa"
    " theresa tiffany tina tracy tulsi ulyana ursula valentina valerie vanessa vera veronica"
    " victoria viktoria virginia vivian wanda wendy yulia yuliia yvonne zoe"
)
_HIS = vocabulary("mr mr. sir lord")
_HERS = vocabulary("mrs mrs. ms ms. miss lady dame madam")


def feminine(given: str, honorific: str = "") -> bool | None:
    """Say whether "she" fits a name; None where the given name and the honorific do not tell.

    Both are in lower case; an honorific outweighs a given name.
    """
    for word, his, hers in ((honorific, _HIS, _HERS), (given, _MASCULINE, _FEMININE)):
        if (word in hers) != (word in his):
            return word in hers
    return None
