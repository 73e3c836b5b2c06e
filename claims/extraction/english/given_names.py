"""Common given names by the pronoun they usually take: a hint, used only to rule out a reading."""

from claims.extraction.english.vocabulary import vocabulary
from claims.text.folding import fold

_MASCULINE = vocabulary(
    "aaron abdul abdullah abraham achmed adam adrian ahmed alain alan alastair albert alejandro"
    " aleksandar aleksandr aleksei alessandro alexander alexandre alexei alexey alfred amir"
    " anatoly anders andre andrei andrew andrii andrius andriy andrzej angus anthony antoine anton"
    " antonio artem arthur arvydas ashraf barack bashar ben benjamin bernard bernie bilal bill"
    " bjorn bob bohdan boris brad brandon brian bruce carl carlos charles charlie chris christian"
    " christopher chuck clarence colin craig cyril dan daniel dave david dean denis dennis dick"
    " dieter dmitry dmytro dominic don donald donnie doug douglas duncan dylan ed eddie edgar"
    " eduardo edward emanuel emil emmanuel enrique eric erik ernesto esteban evan felipe felix"
    " ferdinand fernando francesco francis francisco francois frank franz fred frederick friedrich"
    " gabriel gary gavin geoffrey george georgi gerald gerard gilbert giovanni giuseppe gleb glenn"
    " gordon graham greg gregory guillaume gustavo guy hamid hans harold harry hassan hector heinz"
    " henri henry herbert hiroshi howard hugh hugo hussein ian ibrahim ignacio igor ilya imran"
    " ismail ivan ivo jack jacob jacques jagdish jake james janusz jared jason javier jeff jeffrey"
    " jens jeremy jerome jerry jerzy jesse jim jimmy joachim joao jochen joe joel joerg johan"
    " johannes john jonas jonathan jordan jorge jose josef joseph josh joshua juan juergen julian"
    " justin kamal karim karl keir keith ken kenji kenneth kevin khalid kirill klaus konstantin"
    " kurt kyle kyrylo larry lars laurynas lawrence leo leon leonard leonid lewis liam lindsey"
    " lorenzo louis luca lucas luigi luis luiz luke maksym malcolm manuel marc marcin marco marcus"
    " marek mariano mario marius mark markus martin mateo mateusz mathias matt matteo matthew"
    " maurice max maxim michael miguel mike mikhail miroslav mitch mitt mohamed mohammed muhammad"
    " mustafa mykhailo mykola narendra nasser nathan neil newt nicholas nick nicolas nigel nikolai"
    " nils noah norman olaf oleg oleh oleksandr oliver olivier olof omar osama oscar otto owen"
    " pablo pascal patrick paul paulo pavel pavlo pedro per pete peter petr petro phil philip"
    " pierre pieter piotr qasim radek radoslaw rafael raimundas rajesh ralph ramon ramzan rand"
    " randy raul raymond recep rex ricardo richard rick rishi rob robert roberto rodrigo roger"
    " roland roman ron ronald ross roy rudy ruslan russell rustem ryan salvador sam samir"
    " samuel sanjay santiago scott sean sebastian sebastiao serge sergei sergey serhiy seth shinzo"
    " silvio simon slava stanislav stanley stefan stefano stephen steve steven stuart sven tadeusz"
    " taras tariq tayyip ted terry theodore thierry thomas tim timothy todd tom tomas tony toomas"
    " trey tyler umar vaclav vadim valdas valery vasily vasyl victor viktor vincent vitali vitalii"
    " vitaliy vitaly vladimir vladyslav volodymyr vyacheslav vytautas walter warren wayne wesley"
    " wilhelm will willem william wojciech wolfgang xavier yevgeny yoshihide yousef youssef yuri"
    " yuriy yusuf zachary zbigniew zoran"
)
_FEMININE = vocabulary(
    "abigail adele agnes aisha aleksandra alessandra alexandra alice alicia alina alison amanda"
    " amelia amina amy ana anastasia angela angelina anita anja ann anna annalena anne annegret"
    " annie annika antonia aoife april arianna asma astrid audrey ava ayesha barbara barbora"
    " beatrice becky beth betty beverly bianca birgit bozena brenda bridget brigitte camilla"
    " candace carla carly carmen carol carole caroline carolyn catherine cathy cecile cecilia"
    " celine charlotte chelsea cheryl chiara chloe christina christine cindy claire clara claudia"
    " condoleezza cristina daniela danuta daria dawn debbie deborah debra denisa denise diana"
    " diane dianne dilma dina dolores donna doreen doris dorothy edith eileen elaine eleanor elena"
    " elif elise elizabeth elke ella ellen elsa emily emma erica erin estelle esther eugenia eva"
    " eve evelyn ewa fatima federica fiona florence frances francesca frederique freya gabriela"
    " gail galina genevieve gertrude gina giorgia gisela giulia gladys gloria grace greta"
    " gudrun gwen halyna hanna hannah heather heidi helen helena helga helle hilary hildegard"
    " hillary huma ida ilona ilse imelda ines ingrid ingrida inna irena irene irina iryna isabel"
    " isabella isabelle ivanka jacinda jacqueline jadwiga jana jane janet janice jasmine jeanne"
    " jeannette jennifer jenny jessica jill joan joanna jocelyn jolanta josephine joy joyce judith"
    " judy julia julie kaja kamala karen karin karine katarina katarzyna kate katerina katherine"
    " kathleen kathryn kathy katie katrin kellyanne khadija kimberly kristalina kristen kristin"
    " kristina larissa larysa latifa laura lauren layla leila lena leyla lidia lilian liliana"
    " linda lisa liudmyla liz liza loretta lorraine lotte louisa louise lucy luisa lydia lyudmila"
    " madeleine magdalena maggie maia mairead maja malala malgorzata manuela marcia margaret"
    " margarita maria mariam mariana marianne marie marilyn marina marine mariya martha mary"
    " maryam maureen megan meghan melania melanie melissa mette mia michaela michelle mildred"
    " millie miriam molly mona monica monika muriel myriam nadia nadine nancy naoko naomi natalia"
    " natalie natalya natasha nathalie nicole nikki nina noor nora norma nuria oksana olena olga"
    " olivia pamela paola patricia patrizia patty paula pauline peggy penny petra phyllis pilar"
    " polina priscilla rachel rania raquel rebecca rebekah regina renata renee rita roberta roisin"
    " rosa rosalind rose rosemary ruth sabine sally samantha sandra sanna sara sarah sarai selena"
    " serena sharon sheila sheryl shirley sigrid silvia simona sinead siobhan sofia sonia sonja"
    " sophia sophie stella stephanie stephenie sue susan suzanne svetlana sylvia sylvie tamara"
    " tanya tara tatiana tatyana teresa tetiana theodora theresa tiffany tina tulsi ulrike ulyana"
    " ursula uschi valentina valeria valerie vanessa vera verena veronica victoria vigdis viktoria"
    " viola viorica virginia vivian wanda wendy winnie xenia yael yana yasmin yelena yulia yuliia"
    " yuliya yvonne zainab zeynep zoe zuzana"
)
# Borne by men and women alike, or by men here and by women there.
_EITHER = vocabulary(
    "alex alexis ali andrea ariel ashley bo cameron casey dana dominique drew elisha frankie"
    " jackie jaime jamie jan jean jess jo kelly kerry kim lee lesley leslie lindsay logan lynn"
    " marion michel morgan nicola nikita noel parker pat quinn reese rene riley robin ronnie"
    " rowan sandy sasha shannon simone sky stacey stacy taylor toni tracey tracy val wei"
    " xin yan"
)
# Last names that stand first: "Xi Jinping" is "Mr Xi".
_FAMILIES_FIRST = vocabulary(
    "bai cai cao chen chow chung deng dong fan fang feng gao guo han he hu huang jiang jung kang"
    " kim kwon li liang lin liu lu luo ma mao moon ng nguyen pan park peng pham qin ri seo shi song"
    " su sun tang tran tsai wang wei wen wu xi xiao xie xu yang ye yoon yu yuan zeng zhang zhao"
    " zheng zhou zhu"
)
_HIS = vocabulary("mr mr. sir lord fr. king prince")
_HERS = vocabulary("mrs mrs. ms ms. miss lady dame madam queen princess")


def feminine(given: str, honorific: str = "") -> bool | None:
    """Say whether "she" fits a name; None where the given name and the honorific do not tell.

    Both are in lower case; an honorific outweighs a given name.
    """
    if not given.isascii():
        given = fold(given)
    for word, his, hers in ((honorific, _HIS, _HERS), (given, _MASCULINE, _FEMININE)):
        if (word in hers) != (word in his):
            return word in hers
    return None


def is_given(name: str) -> bool:
    """Say whether a word in lower case is a common given name."""
    if not name.isascii():
        name = fold(name)
    return name in _MASCULINE or name in _FEMININE or name in _EITHER


def is_family_first(name: str) -> bool:
    """Say whether a word in lower case is a last name of the kind that stands first."""
    return name in _FAMILIES_FIRST
