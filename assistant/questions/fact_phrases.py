"""The forms in which a question asks for a fact.

The patterns include common typing errors.
"""

from typing import Literal

FactKind = Literal[
    "number",
    "percentage",
    "prevalence",
    "amount of money",
    "date",
    "year",
    "time of day",
    "day",
    "day or time",
    "measurement",
    "code",
    "time limit",
    "length of time",
    "frequency",
    "age",
    "phone number",
    "e-mail address",
    "web address",
    "postal address",
    "contact details",
    "name",
    "person",
    "definition",
]

WHAT = r"\b(?:what|wh?at|waht|whta|wot|which|wich)"
HOW = r"\b(?:how|hw|hwo)"
MANY = r"(?:many|mnay|mayn|meny|manny)"
NUMBER = r"(?:number|nubmer|numbr|numer|num|no\.?)"
MAIL = r"e-?(?:mail|mial|amil)"
AUXILIARY = (
    r"(?:is|are|was|were|do|does|did|can|could|should|shall|will|would|must|may|might|has|have|had|need|"
    r"needs|am|dose|ought)"
)
# Words that end the noun after "how many".
NO_NOUN = (
    rf"(?:{AUXILIARY}|in|on|at|of|for|to|from|with|within|by|per|before|after|until|who|that|which|when|if|"
    rf"and|"
    r"or|but|the|an?|i|we|you|they|he|she|it|there|this|these|those|get|got|go|be|been|not|no|under|over|"
    r"between|during|make|made|live|lived|about|as|into|more|each|every|since|out|up|than)\b"
)
PLURAL = r"(?:children|people|ppl|men|women|staff|feet|\w+[^s\W]s)\b"
PUBLISHED = (
    r"(?:publish|introduc|updat|issu|releas|writt|launch|creat|found|establish|start|amend|revis|replac|"
    r"withdraw|pass|enact|implement|built|born|invent|complet|open|form|sign|adopt|discover)\w*\b|"
    r"last reviewed"
)
# Words after "how much is" that show it does not ask for a price.
PRICED = (
    r"(?!(?:too|enough|known|at|in|left|it|this|that|there|expected|needed|required|of|on|to|due|\w+ed|"
    r"really|safe|normal|ok|okay|right|\w+able)\b)"
)
DIMENSION = (
    r"(?:size|length|width|height|depth|weight|temperature|speed|pressure|distance|diameter|thickness|"
    r"colou?r)s?"
)
EXTENTS = ("big", "large", "tall", "high", "wide", "deep", "heavy", "thick", "hot", "cold", "warm", "weigh")
EXTENT = rf"(?P<of>{'|'.join(EXTENTS[:-1])})"
# "Who" as a question word, unlike "the man who …": at the start, after a comma, or after a word that asks or
# joins.
NO_RELATIVE = (
    r"(?:(?<![\w'] )|(?<=\band )|(?<=\bso )|(?<=\bme )|(?<=\bus )|(?<=know )|(?<=idea )|(?<=\bout )|"
    r"(?<=\bsay ))"
)
IS = r"(?:is|are|was|were)"
DEFINITE = rf"(?:(?:the|our|your|this|next) (?=\w)|(?=(?:(?!{NO_NOUN})\w+ )?\w+s$))"
PLAIN = r"(?!(?:it|he|she|they|i|we|there|this|that|ok|okay|best|right|appropriate)\b)[\w'-]+"
NO_EVENT = (
    r"(?:best|right|time|point|police|necessary|appropriate|ok|okay|safe|legal|right|wrong|told|given|seen|"
    r"known|risk|danger|harm|concern)\b"
)
RESEARCH = (
    r"(?:research|stud(?:y|ies)|review|survey|report|guidance|briefing|document|book|audit|analysis|trial)"
)
PHRASES: tuple[tuple[FactKind, str], ...] = (
    (
        "percentage",
        rf"{WHAT} (?:percen?ta?ges?|per ?cent|%|proportion|fraction|share)(?: of (?:the |all |"
        rf"our )?(?P<of>(?:(?!{NO_NOUN})[\w'-]+ ?){{1,3}}))?",
    ),
    ("prevalence", rf"{HOW} (?:common|prevalent|widespread|rare)\b"),
    ("number", rf"{HOW} {MANY}\b(?! more people)(?: (?P<of>(?:(?!{NO_NOUN})[\w'-]+ ?){{1,4}}))?"),
    (
        "amount of money",
        rf"{HOW} much money\b|{WHAT}(?:'?s| (?:does|do|did|will|would)) (?:\w+ ){{1,5}}?cost\b",
    ),
    (
        "amount of money",
        rf"{HOW} much {AUXILIARY} (?:[\w'-]+ ){{1,8}}?(?:cost|charged?|pay|paid|earn|spend|spent|costing)\b",
    ),
    (
        "amount of money",
        rf"{HOW} much (?:is|are|for) (?:the|an?|this)? ?(?:[\w-]+ ){{0,3}}?"
        r"(?:fines?|fees?|courses?|training|charge|sessions?|checks?|allowance|grant|tickets?|plots?|"
        r"permits?|"
        r"memberships?|licen[cs]es?|lessons?|meals?|lunch(?:es)?|hire|parking)\b",
    ),
    (
        "amount of money",
        rf"{HOW} much (?:deposit|rent|compensation|fine)\b|{HOW} much (?:[\w'-]+ ){{1,5}}?(?:is|"
        rf"are) charged\b|"
        rf"{HOW} much (?:is|are) (?:the |an? |one )?{PRICED}(?:[\w-]+ ?){{1,3}}(?=$|[,?]| (?:per|for|an?)\b)|"
        rf"{WHAT} (?:do|does|would|will) (?:[\w'-]+ ){{1,6}}?(?:pay|cost)\b|"
        rf"{HOW} much (?:it|they) costs?\b|{HOW} much to (?:park|hire|join|rent|enter)\b",
    ),
    (
        "time limit",
        rf"{HOW} much notice\b|\bby when(?= ?$| (?:do|does|must|should|is|are|has|have|can|will)\b)|"
        rf"{HOW} (?:soon|quick|quickly|promptly|fast)\b",
    ),
    ("time limit", rf"{HOW} far (?:ahead|in advance|before(?:hand)?)\b"),
    ("time limit", rf"\bwhen {AUXILIARY} (?:[\w'-]+ ){{1,10}}by ?$"),
    ("length of time", rf"{HOW} (?:long|lng|logn)\b(?![- ]term|-)|{HOW} much (?:time|longer)\b"),
    ("frequency", rf"{HOW} (?:often|oftn|offen|ofen|frequently|regularly)\b"),
    ("age", rf"{WHAT} ages?\b(?! ?-| appropriate)|{HOW} old\b"),
    ("year", rf"{WHAT} years?\b(?! ?-|s?'? ?(?:groups?|\d|olds?))"),
    ("date", rf"{WHAT} (?:exact )?(?:dates?\b|day\b(?![- ]to))"),
    ("day", rf"{WHAT} (?P<of>(?:(?:week)?days|evening|night|morning|afternoon|month|season)s?)\b(?![- ]to)"),
    ("time of day", rf"{WHAT} times? (?=(?:do|does|is|are|must|should|can|could|will|has|have)\b)"),
    ("date", rf"\bwhen (?:was|were) (?!(?:he|she|they|i|we|you)\b)(?:[\w'-]+ ){{1,10}}?(?:{PUBLISHED})"),
    (
        "date",
        r"\bwhen did (?!(?:he|she|they|i|we|you)\b)(?:[\w'-]+ ){1,8}?(?:come (?:into|in|out)|take effect|"
        r"start|begin|change|become law|move|open|close|split|join|leave|end|finish|happen|take over|form|"
        r"win|"
        r"get (?:published|updated))\b|\bwhen(?:'?s| is) the next\b",
    ),
    (
        "day or time",
        rf"\bwhen(?:'?s| {IS}) {DEFINITE}(?:{PLAIN} ){{0,4}}?(?!\w+ed\b|{NO_EVENT})"
        rf"{PLAIN}(?=$|,| (?:held|on|due|open)\b)",
    ),
    (
        "day or time",
        rf"\b(?:know|say|me|out|idea|wondering|check|ask) when {DEFINITE}(?:{PLAIN} ){{1,4}}?"
        rf"(?:{IS}(?: (?:on|held|due))?|opens?|closes?|starts?|begins?|meets?|finish(?:es)?)(?= ?$)",
    ),
    (
        "day or time",
        rf"\bwhen (?:do|does|will) (?:{PLAIN} ){{1,6}}?(?:open|opens|close|shut|start|begin|finish|meet|run|"
        r"happen|take place|go out|come out|leave)(?= ?$|,| (?:up|for|on|in|at|from|again)\b)",
    ),
    (
        "measurement",
        rf"{WHAT} (?:is the |max(?:imum)? |min(?:imum)? )?(?P<of>{DIMENSION})\b"
        r"(?! of (?:time|stay|problem|risk)s?\b)",
    ),
    (
        "measurement",
        rf"(?:{WHAT}|{HOW} much) (?:do|does|did) (?:[\w'-]+ ){{1,6}}?(?P<of>weigh)\b",
    ),
    (
        "measurement",
        rf"{HOW} {EXTENT}(?= {IS})(?! \w+ (?:the |an? )?(?:problem|risk|issue|concern|worry)s?\b)",
    ),
    (
        "person",
        NO_RELATIVE + r"\bwho(?:'?s| is)? (?:runs?|running|chairs?|chairing|teach(?:es)?|teaching|conducts?|"
        r"manages?|managing|drives?|edits?|owns?|heads?|in charge of)\b",
    ),
    (
        "name",
        rf"\bwhose name\b|{WHAT}(?:'?s| is) the (?P<of>(?:[\w'-]+ ){{1,3}})called(?= ?$)|"
        r"\bwho (?:the|our|your) (?:[\w'-]+ ){0,3}[\w'-]+ (?:is|was)(?= ?$)",
    ),
    (
        "name",
        rf"\bwho (?:wrote|published|authored|chaired|commissioned|funded|founded|invented|discovered|"
        rf"(?:did|conducted|carried out|led|produced|ran|undertook) (?:the |this |"
        rf"that )?(?:[\w-]+ ){{0,3}}?{RESEARCH})\b",
    ),
    (
        "name",
        r"\bwho(?:'?s| is) (?:the|our) (?!(?:best|right|first|person|people|main|one|most|"
        r"correct)\b)(?:(?!(?:to|responsible|i|we|that|who|should|when|if)\b)[\w&'-]+ ?){1,6}(?=$| ?(?:and|"
        r"\?|when|that|who|which|at|of|in)\b)",
    ),
    (
        "definition",
        rf"{WHAT} (?:do|does|dose|did) (?P<of>(?:[\w&'\"“”-]+ ){{1,6}}?)(?:mean|stand for|refer to)\b",
    ),
    ("definition", r"\bmeant by (?:the term )?(?P<of>(?:an? |the )?(?:[\w&'-]+ ?){1,4})"),
    ("definition", r"^\W*(?:please )?define (?P<of>(?:[\w&'-]+ ?){1,4})"),
    ("definition", r"\b(?:definition|meaning) of (?P<of>(?:an? |the )?(?:[\w&'-]+ ?){1,4})"),
    ("definition", r"^\W*(?P<of>(?:[\w&'-]+ ){1,3})(?:meaning|definition)$"),
)
