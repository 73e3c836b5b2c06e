"""Ukrainian and Russian news in its commonest forms."""

import pytest

from claims.extraction import extract, read_article


@pytest.mark.parametrize(
    ("sentence", "speaker", "words"),
    [
        ("«Ми бачимо, що там порожньо», – заявив міністр Лаурінас Кащюнас.",
         "міністр Лаурінас Кащюнас", "«Ми бачимо, що там порожньо»"),
        ("Міністр Лаурінас Кащюнас заявив, що там порожньо.",
         "Міністр Лаурінас Кащюнас", "там порожньо."),
        ("За словами міністра Кащюнаса, там порожньо.", "міністра Кащюнаса", "там порожньо."),
        ("У Калінінграді порожньо, – повідомив Кащюнас на форумі.",
         "Кащюнас", "У Калінінграді порожньо"),
        ("Кащюнас сказав: «Там порожньо».", "Кащюнас", "«Там порожньо»."),
        ("«Там пусто», — сказал министр обороны Кащюнас.",
         "министр обороны Кащюнас", "«Там пусто»"),
        ("Министр Кащюнас сообщил, что там пусто.", "Министр Кащюнас", "там пусто."),
        ("По словам Кащюнаса, там пусто.", "Кащюнаса", "там пусто."),
    ],
)  # fmt: skip
def test_one_statement(sentence, speaker, words):
    extraction = extract(read_article(sentence))
    (item,) = extraction.statements
    assert (item.speaker, extraction.quote(item)) == (speaker, words)


def test_a_pronoun_and_the_agency_that_is_cited():
    text = (
        "Кащюнас про Калінінград\n\n1 листопада 2024\n\n"
        "Лаурінас Кащюнас заявив, що там порожньо, передає Укрінформ.\n\n"
        "«Це доказ», – додав він."
    )
    article = read_article(text)
    assert article.published.value == "2024-11-01"
    first, second = extract(article).statements
    assert [(step.name, step.inferred) for step in first.steps[1:]] == [("Укрінформ", False)]
    assert [(step.name, step.inferred) for step in second.steps[1:]] == [("Укрінформ", True)]
    assert (second.speaker_name, second.basis) == ("Лаурінас Кащюнас", "pronoun")


def test_the_headline_of_another_article_is_nobodys_words():
    assert extract(read_article("Читайте також: Рада: грошей немає, каже мер Дуб")).statements == ()


def test_a_sentence_without_attribution_gives_nothing():
    assert extract(read_article("У Калінінграді порожньо, бо війська пішли.")).statements == ()


def found(text):
    extraction = extract(read_article(text))
    return [
        (item.speaker_name or item.speaker, extraction.quote(item))
        for item in extraction.statements
    ]


LEAD = (
    "Дорогу через Вербу закриють\n\n2 червня 2024\n\nОлег Крюк, міністр доріг, прибув до Верби.\n\n"
)


@pytest.mark.parametrize(
    ("sentence", "speaker", "words"),
    [
        ("Як повідомляє «Вербова річ», Олег Крюк сказав, що міст закриють.",
         "Олег Крюк", "міст закриють."),
        ("Як повідомив Олег Крюк, міст закриють.", "Олег Крюк", "міст закриють."),
        ("Міст, як заявив Крюк, закриють.", "Олег Крюк", "Міст, як заявив Крюк, закриють."),
        ("За словами Олега Крюка, міст закриють.", "Олег Крюк", "міст закриють."),
        ("Міст закриють на літо, за словами Крюка.", "Олег Крюк", "Міст закриють на літо"),
        ("На думку Крюка, міст старий.", "Олег Крюк", "міст старий."),
        ("На його думку, міст старий.", "Олег Крюк", "міст старий."),
        ("Крюк: «Міст старий».", "Олег Крюк", "«Міст старий»"),
        ("— Міст старий, — додав Крюк.", "Олег Крюк", "Міст старий"),
        ("— Міст старий! — додав Крюк.", "Олег Крюк", "Міст старий!"),
        ("«Міст старий», — наголосив міністр.", "Олег Крюк", "«Міст старий»"),
        ("У вівторок Крюк у вечірньому ефірі заявив, що міст старий.",
         "Олег Крюк", "міст старий."),
        ("Раніше голова ради Ганна Лис казала, що міст старий.", "Ганна Лис", "міст старий."),
        ("Ганна Лис, голова ради, зазначила, що міст старий.", "Ганна Лис", "міст старий."),
        ("Міст старий, передає «Вербова річ» з посиланням на інженерку Олену Гай.",
         "Олену Гай", "Міст старий"),
        ("Міст зачинять на все літо. Про це повідомила інженерка Олена Гай.",
         "Олена Гай", "Міст зачинять на все літо."),
        ("«Міст старий», — йдеться у звіті служби доріг.", "звіті служби доріг", "«Міст старий»"),
        ("У поліції кажуть, що міст порожній.", "поліції", "міст порожній."),
        ("У компанії «Міст» відповіли: «Ми чекаємо».", "Міст", "«Ми чекаємо»."),
        ("Міністерство доріг України заявило, що міст старий.",
         "Міністерство доріг України", "міст старий."),
        ("Лис назвала міст «купою іржі».", "Лис", "міст «купою іржі»"),
        ("По словам Олега Крюка, мост закроют.", "Олег Крюк", "мост закроют."),
        ("По мнению Крюка, мост стар.", "Олег Крюк", "мост стар."),
        ("Как сообщил журналистам Крюк, мост стар.", "Олег Крюк", "мост стар."),
        ("Мост стар и узок, передаёт «Речь» со ссылкой на мэра Веру Соль.",
         "Веру Соль", "Мост стар и узок"),
        ("- Мост стар, - сказал он.", "Олег Крюк", "Мост стар"),
    ],
)  # fmt: skip
def test_one_sentence_of_an_article(sentence, speaker, words):
    assert found(LEAD + sentence) == [(speaker, words)]


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("«Міст старий, – сказав Крюк, – і вузький».", ["«Міст старий,", "і вузький»"]),
        ("— Міст старий, — сказав Крюк, — і вузький.", ["Міст старий", "і вузький."]),
        ("— Міст старий, — сказав Крюк. — І вузький.", ["Міст старий", "І вузький."]),
        ("«Міст старий», – сказав Крюк. «І вузький».", ["«Міст старий»", "«І вузький»"]),
    ],
)
def test_words_that_the_attribution_interrupts(sentence, parts):
    article = read_article(LEAD + sentence)
    (item,) = extract(article).statements
    assert [article.text[start:end] for start, end in item.parts] == parts
    assert (item.speaker_name, item.kind) == ("Олег Крюк", "direct")


def test_a_name_is_given_in_the_nominative_where_the_text_has_it():
    text = (
        "Рада зібралася\n\nЗа словами Володимира Ткача, кошти є. На думку Марії Вовк, "
        "їх замало.\n\n"
        "Володимир Ткач пішов першим. Марія Вовк лишилася."
    )
    assert [name for name, _ in found(text)] == ["Володимир Ткач", "Марія Вовк"]


def test_a_name_that_ends_as_other_cases_do_stays_whole():
    text = "Рада\n\nЗа словами Максима Кима, кошти є. Максим Ким пішов."
    assert found(text)[0][0] == "Максим Ким"


def test_he_and_she_are_told_by_the_given_names():
    text = (
        "Рада\n\nОлена Гай і Ілля Бук сперечалися. «Кошти є», – сказала вона.\n\n"
        "«У банку», – додала вона."
    )
    assert [name for name, _ in found(text)] == ["Олена Гай", "Олена Гай"]


def test_an_agency_named_in_a_sentence_of_its_own_passed_the_words_on():
    text = LEAD + "Крюк заявив, що міст старий. Про це повідомляє «Вербова річ»."
    (item,) = extract(read_article(text)).statements
    assert [(step.name, step.inferred) for step in item.steps[1:]] == [("Вербова річ", False)]


def test_whom_an_agency_refers_to_is_the_speaker_and_the_agency_a_step():
    text = LEAD + "Міст старий і вузький, передає Укрінформ з посиланням на Олега Крюка."
    (item,) = extract(read_article(text)).statements
    assert item.speaker_name == "Олег Крюк"
    assert [step.name for step in item.steps[1:]] == ["Укрінформ"]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Джерела в уряді кажуть, що міст старий.", "anonymous"),
        ("Жителі кажуть, що міст старий.", "group"),
        ("Україна заявила, що міст старий.", "organisation"),
        ("У Брюсселі кажуть, що міст старий.", "organisation"),
        ("Reuters пише, що міст старий.", "organisation"),
        ("Президент сказав, що міст старий.", "office"),
    ],
)
def test_speakers_without_a_persons_name(sentence, kind):
    (item,) = extract(read_article(sentence)).statements
    assert item.speaker_kind == kind


def test_what_nobody_said_is_trusted_less():
    said, denied = (
        extract(read_article(f"Крюк {verb}, що міст старий.")).statements[0].confidence
        for verb in ("казав", "не казав")
    )
    assert denied < said / 2


@pytest.mark.parametrize(
    ("sentence", "speaker", "words"),
    [
        ("Про це в ефірі радіо розповів мер Юрій Бас.", "Юрій Бас", "Міст через Вербу впав."),
        ("Про це глава ради Юрій Бас написав у соцмережі.", "Юрій Бас", "Міст через Вербу впав."),
        ("Про це повідомляє ДСНС.", "ДСНС", "Міст через Вербу впав."),
    ],
)
def test_a_sentence_says_who_said_the_one_before(sentence, speaker, words):
    assert found(f"Міст\n\nМіст через Вербу впав. {sentence}") == [(speaker, words)]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("«Міст старий», — заявив агентству «Річ» заступник мера Лев Сом.", "Лев Сом"),
        ("«Міст старий», — пояснив директор заводу «Міст» Лев Сом.", "Лев Сом"),
        ("«Міст старий», — цитує «Вербова річ» мера Юрія Баса.", "Юрія Баса"),
        ("«Міст старий», — обурюється водійка Ніна Сом.", "Ніна Сом"),
        ("Її заступник, Петро Ярий, додає, що міст старий.", "Петро Ярий"),
        ("В Адміністрації мостів, зі свого боку, кажуть: «Міст старий».", "Адміністрації мостів"),
        ("За інформацією Офісу президента, міст старий.", "Офісу президента"),
    ],
)
def test_the_speaker_among_other_names(sentence, speaker):
    assert [name for name, _ in found(sentence)] == [speaker]


def test_the_speaker_is_no_step_of_his_own_words():
    text = LEAD + "Крюк заявив, що міст старий. Про це він написав у соцмережі."
    (item,) = extract(read_article(text)).statements
    assert item.steps[1:] == ()


def test_a_prime_minister_is_meant_by_the_short_title():
    text = "Уряд\n\nПрем'єр-міністр Денис Бук приїхав. За словами прем'єра, міст старий."
    assert found(text) == [("Денис Бук", "міст старий.")]
