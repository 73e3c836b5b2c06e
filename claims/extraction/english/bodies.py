"""Bodies by name: those whose names look like a person's or a place's, and words that end names."""

from claims.extraction.english.vocabulary import vocabulary

# Folded names of one word: agencies, companies, charities, movements.
BODIES = vocabulary(
    "greenpeace oxfam unicef unesco interpol europol frontex eurostat gazprom rosneft rosatom"
    " roscosmos rostec naftogaz ukrenergo energoatom ukrzaliznytsia hamas hezbollah hizbollah"
    " taliban isis fatah likud fidesz sinn fein syriza podemos vox momentum antifa wagner"
    " shell bp exxon exxonmobil chevron totalenergies equinor eni repsol petrobras aramco glencore"
    " siemens bosch bayer basf volkswagen bmw mercedes mercedes-benz audi renault peugeot"
    " stellantis fiat volvo scania saab skoda toyota honda nissan hyundai kia samsung sony"
    " panasonic huawei xiaomi tencent"
    " alibaba bytedance tiktok baidu microsoft google alphabet apple amazon facebook meta twitter"
    " youtube instagram whatsapp telegram netflix spotify uber lyft airbnb tesla spacex boeing"
    " airbus lufthansa ryanair easyjet aeroflot maersk nestle unilever pfizer moderna astrazeneca"
    " novartis roche sanofi biontech novavax walmart tesco sainsbury's asda aldi lidl ikea"
    " carrefour starbucks mcdonald's coca-cola pepsico nike adidas barclays hsbc lloyds natwest"
    " citigroup jpmorgan unicredit santander ing ubs nvidia intel ibm oracle cisco openai nokia"
    " ericsson vodafone verizon comcast disney lego thales rheinmetall raytheon lockheed"
    " reuters bloomberg politico axios euronews interfax ukrinform unian suspilne tass xinhua"
    " kyodo yonhap anadolu belta elta delfi meduza kommersant izvestia breitbart newsweek forbes"
    " buzzfeed bellingcat wikileaks wikipedia ofcom ofgem ofwat ofsted acas unison fema nato"
    " mossad mi5 mi6 centcom opec mercosur kremlin pentagon bundestag"
    " bundesbank bundeswehr knesset duma verkhovna riksdag folketing storting sejm seimas saeima"
    " riigikogu fifa uefa moma unhcr aljazeera foxconn moody's fitch gallup yougov ipsos quinnipiac"
    " whitehall holyrood stormont westminster brussels"
)
# Folded names of several words.
BODIES_OF_WORDS = frozenset(
    {
        "al jazeera",
        "al qaeda",
        "al shabaab",
        "boko haram",
        "capitol hill",
        "corriere della sera",
        "dagens nyheter",
        "die welt",
        "die zeit",
        "downing street",
        "el mundo",
        "el pais",
        "goldman sachs",
        "hong kong",
        "islamic jihad",
        "islamic state",
        "la croix",
        "le figaro",
        "le monde",
        "le soir",
        "morgan stanley",
        "palais elysee",
        "planned parenthood",
        "scotland yard",
        "sinn fein",
        "wall street",
        "wells fargo",
    }
)
# Places that speak as their governments, and never as "he" or "she"; some are given names too.
PLACES = vocabulary(
    "alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii"
    " idaho illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan"
    " minnesota mississippi missouri montana nebraska nevada ohio oklahoma oregon pennsylvania"
    " tennessee texas utah vermont wisconsin wyoming ontario quebec alberta queensland bavaria"
    " saxony catalonia scotland wales england flanders wallonia crimea donbas donbass gaza"
    " kurdistan kashmir punjab tibet xinjiang chicago philadelphia boston seattle detroit"
    " baltimore glasgow edinburgh liverpool manchester leeds belfast munich hamburg frankfurt"
    " milan naples barcelona lyon marseille geneva zurich istanbul mumbai kolkata karachi lahore"
    " dhaka nairobi lagos johannesburg toronto montreal vancouver melbourne brisbane auckland"
    " kharkiv odesa odessa lviv mariupol donetsk luhansk kherson dnipro"
)
PLACES_OF_WORDS = frozenset(
    {
        "costa rica",
        "el salvador",
        "los angeles",
        "new delhi",
        "new hampshire",
        "new jersey",
        "new mexico",
        "new orleans",
        "new york",
        "new york city",
        "new zealand",
        "north carolina",
        "north dakota",
        "north korea",
        "northern ireland",
        "puerto rico",
        "rhode island",
        "san diego",
        "san francisco",
        "saudi arabia",
        "sierra leone",
        "south africa",
        "south carolina",
        "south dakota",
        "south korea",
        "south sudan",
        "sri lanka",
        "st. petersburg",
        "west virginia",
    }
)
# The last word of a name that no person bears.
BODY_ENDINGS = vocabulary(
    "international watch crescent airlines airways motors energy rights holdings"
    " systems technologies pictures records studios labs laboratories industries enterprises"
    " solutions partners securities insurance pharmaceuticals petroleum railways rail media"
    " nations union states authority commons lords guard services resources trust initiative"
    " project campaign caucus brigade battalion regiment yard affairs intelligence guards taskforce"
    " archives museum library gallery theatre theater orchestra rovers wanderers"
    " athletic fc a.c. plc gmbh ag llc llp s.a. co co. sons associates consulting analytics"
    " economics ratings markets supermarkets stores foods brewery breweries pharmacy housing"
    " council senate assembly bundesbank fire ambulance ballet opera ltd watchdog"
)
# The same, of names of two words only where the first is no given name: "Della Street".
BODY_ENDINGS_AND_SURNAMES = vocabulary(
    "street capital bank house church court cross guard group office gas oil steel post"
)
# Nouns in small letters by which a text says that a name is a body's: "the charity Elmtree".
BODY_NOUNS = vocabulary(
    "charity giant firm company carmaker automaker planemaker chipmaker drugmaker brewer retailer"
    " insurer lender supermarket operator regulator watchdog ngo manufacturer utility publisher"
    " startup start-up conglomerate chain brand producer supplier think-tank thinktank militia"
    " group groups agency newspaper broadcaster website platform bank airline party union"
    " association federation movement organisation organization council ministry institute"
    " university museum hospital club outlet portal magazine channel station network authority"
    " body coalition alliance contractor shipbuilder miner builder developer nonprofit"
    " corporation cooperative trust foundation committee bureau department service"
)
