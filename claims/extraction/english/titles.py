"""Titles, offices and kinds of body: the nouns that stand for a speaker or before a name."""

from claims.extraction.english.vocabulary import vocabulary

HONORIFICS = vocabulary(
    "mr mr. mrs mrs. ms ms. miss dr dr. prof prof. sir dame lord lady madam fr. rev rev."
    " msgr. hon hon."
)
PERSON_TITLES = vocabulary(
    "president minister secretary senator sen sen. sens. governor gov gov. governors mayor"
    " chancellor premier ambassador envoy commissioner chairman chairwoman chair chairperson"
    " spokesman spokeswoman spokesperson director chief head leader speaker congressman"
    " congresswoman representative rep rep. reps. lawmaker legislator councillor councilman"
    " councilwoman councilmember general gen gen. colonel col col. captain capt capt. major"
    " maj maj. lieutenant lt lt. sergeant sgt sgt. admiral adm adm. commander cmdr. officer"
    " deputy judge justice prosecutor attorney lawyer solicitor barrister sheriff professor"
    " dr. doctor candidate nominee hopeful contender frontrunner front-runner businessman"
    " businesswoman billionaire mogul tycoon economist analyst strategist pollster adviser"
    " advisor aide counsel consultant editor reporter journalist correspondent columnist host"
    " anchor author writer actor actress singer comedian activist organizer organiser"
    " campaigner founder co-founder owner ceo manager coach king queen prince princess pope"
    " bishop archbishop cardinal pastor reverend priest rabbi imam historian scientist"
    " researcher expert official ombudsman mp mep whip neurosurgeon surgeon physician"
    " executive lobbyist donor treasurer diplomat veteran farmer teacher student resident"
    " volunteer witness neighbor neighbour man woman father mother wife husband son daughter"
    " brother sister widow democrat republican independent conservative liberal socialist"
    " libertarian moderator politician statesman first lady undersecretary superintendent"
    " principal dean rector comptroller ag pm fm msp td assemblywoman assemblyman alderman"
    " alderwoman supervisor taoiseach emir sultan sheikh ayatollah secretary-general"
    " director-general vice-president vice-chancellor co-chair marshal brigadier detective"
    " inspector constable magistrate coroner duke duchess earl viscount baroness cllr cllr. det"
    " det. insp insp. supt supt. dci dcs pc"
)
# The same in small letters only: with a capital these are last names as often.
OCCUPATIONS = vocabulary(
    "nurse paramedic firefighter fisherman pilot driver builder baker grocer shopkeeper publican"
    " landlord landlady tenant commuter passenger pensioner retiree parent grandmother"
    " grandfather uncle aunt cousin niece nephew boss partner colleague friend co-author"
    " negotiator defendant plaintiff victim survivor auditor accountant banker broker trader"
    " investor engineer designer developer programmer technician trainer instructor lecturer"
    " academic curator archivist librarian conductor composer musician guitarist drummer"
    " violinist pianist dancer choreographer filmmaker producer screenwriter novelist poet"
    " playwright painter sculptor photographer illustrator cartoonist blogger presenter"
    " commentator pundit referee jockey cyclist swimmer sprinter boxer golfer footballer"
    " cricketer player captain skipper striker goalkeeper midfielder defender champion rapper"
    " comic chef architect astronaut biologist physicist chemist geologist astronomer ecologist"
    " epidemiologist virologist psychologist psychiatrist therapist paediatrician pediatrician"
    " dentist vet pharmacist midwife carer clerk receptionist cashier mechanic plumber"
    " electrician carpenter gardener ranger trucker courier postman soldier sailor refugee"
    " migrant worker employee manageress shareholder customer patient resident caller onlooker"
    " bystander eyewitness juror suspect attacker gunman prisoner inmate hostage organiser"
    " boy girl teenager teen youth child delegate challenger incumbent rival opponent supporter"
    " ally insider agent publicist"
)
# Short titles before names, and the nouns by which the same people are called later.
FULL_TITLES = {
    "sen": "senator", "sen.": "senator", "rep": "representative", "rep.": "representative",
    "congressman": "representative", "congresswoman": "representative", "gov": "governor",
    "gov.": "governor", "gen": "general", "gen.": "general", "col": "colonel", "col.": "colonel",
    "capt": "captain", "capt.": "captain", "maj": "major", "maj.": "major", "lt": "lieutenant",
    "lt.": "lieutenant", "sgt": "sergeant", "sgt.": "sergeant", "adm": "admiral",
    "adm.": "admiral", "cmdr.": "commander", "dr.": "doctor", "dr": "doctor",
}  # fmt: skip
GENDERED_TITLES = {
    **dict.fromkeys(
        vocabulary(
            "chairwoman congresswoman councilwoman businesswoman spokeswoman actress mother wife"
            " daughter sister widow queen princess woman"
        ),
        True,
    ),
    **dict.fromkeys(
        vocabulary(
            "congressman councilman businessman father husband son brother king prince man pope"
            " imam archbishop cardinal"
        ),
        False,
    ),
}
OFFICES = vocabulary(
    "president minister secretary senator governor mayor chancellor premier ambassador"
    " chairman spokesman spokeswoman spokesperson director chief head leader speaker"
    " commissioner general candidate nominee supervisor professor dean bishop archbishop duke"
    " duchess king queen prince princess"
)
GROUP_NOUNS = vocabulary(
    "officials experts analysts observers critics supporters opponents lawmakers leaders"
    " republicans democrats voters residents witnesses sources aides advisers advisors"
    " economists scientists researchers police authorities prosecutors lawyers activists"
    " members people americans conservatives liberals pundits reporters journalists historians"
    " investigators candidates strategists pollsters respondents others many some most doctors"
    " teachers families relatives friends colleagues country government nation public"
    " neighbours neighbors campaigners farmers workers unions rebels protesters demonstrators"
    " survivors parents students refugees migrants soldiers troops astronomers engineers"
    " traders investors shareholders customers fans players readers users tenants villagers"
    " locals eyewitnesses organisers organizers backers rivals allies negotiators mediators"
    " ministers senators judges attorneys detectives firefighters medics nurses academics"
    " environmentalists commuters passengers drivers owners employers employees shoppers"
    " tourists visitors viewers listeners diplomats guards pilots fishermen"
)
ANONYMOUS_NOUNS = vocabulary(
    "source sources official officials insider insiders aide aides diplomat diplomats person"
    " people witness witnesses observer observers someone somebody"
)
ORGANISATION_NOUNS = vocabulary(
    "ministry department agency administration bureau office commission committee council"
    " court parliament senate congress house party campaign government university college"
    " institute school hospital company corporation corp. corp inc. inc ltd. ltd bank group"
    " foundation association union federation league network channel newspaper magazine"
    " journal times post news press tribune herald gazette guardian telegraph broadcaster"
    " radio tv television service army navy police force forces board center centre fund"
    " organization organisation society alliance coalition movement church embassy consulate"
    " kremlin pentagon nato un u.n. eu e.u. fbi cia nsa poll survey study report statement"
    " letter article editorial website site outlet paper pac team firm think-tank airline club"
    " club's daily weekly review digest monitor"
)
DOCUMENT_NOUNS = vocabulary(
    "poll survey study report statement letter article editorial memo document filing lawsuit"
    " complaint ad advertisement email e-mail tweet post book paper website site headline"
    " story press-release release transcript video column piece"
)
DEPARTMENTS = vocabulary(
    "state defense defence commerce health labor labour treasury justice education energy"
    " agriculture interior transportation transport finance"
)
ADJECTIVES = vocabulary(
    "democratic republican presumptive conservative liberal labour tory socialist federal"
    " national presidential congressional european american british english scottish welsh"
    " irish french german spanish italian portuguese dutch belgian swiss austrian polish czech"
    " slovak hungarian romanian bulgarian greek turkish russian ukrainian belarusian"
    " lithuanian latvian estonian finnish swedish norwegian danish icelandic serbian croatian"
    " bosnian albanian georgian armenian israeli palestinian iranian iraqi syrian saudi"
    " egyptian chinese japanese korean indian pakistani afghan canadian mexican brazilian"
    " argentine australian african asian western eastern northern southern black white muslim"
    " christian jewish catholic former presumptively"
)
PARTICLES = vocabulary(
    "de del della der den di da dos du la le van von bin ibn bint abu al el ter zu y"
)
NAME_SUFFIXES = vocabulary("jr jr. sr sr. ii iii iv")
# States and capitals that speak as governments: "Beijing denied".
POWERS = vocabulary(
    "afghanistan albania algeria argentina armenia australia austria azerbaijan belarus"
    " belgium bosnia brazil britain bulgaria canada chile china colombia croatia cuba cyprus"
    " czechia denmark egypt estonia ethiopia finland france georgia germany greece hungary"
    " iceland india indonesia iran iraq ireland israel italy japan jordan kazakhstan kenya"
    " kosovo kuwait latvia lebanon libya lithuania luxembourg malta mexico moldova mongolia"
    " montenegro morocco myanmar netherlands nigeria norway pakistan peru philippines poland"
    " portugal qatar romania russia serbia singapore slovakia slovenia somalia spain sudan"
    " sweden switzerland syria taiwan tunisia turkey ukraine venezuela vietnam yemen ankara"
    " athens baghdad beijing belgrade berlin brussels bucharest budapest cairo copenhagen"
    " delhi dublin helsinki jerusalem kabul kiev kyiv london madrid minsk moscow oslo paris"
    " prague pyongyang riga rome seoul sofia stockholm tallinn tbilisi tehran tokyo vienna"
    " vilnius warsaw washington zagreb"
)
