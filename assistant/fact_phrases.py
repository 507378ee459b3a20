"""The forms in which a question asks for a fact: question phrases, fragments, and what only looks like them.

Typing errors that people make in these words are part of the patterns.
"""

import re
from typing import Literal

FactKind = Literal[
    "number",
    "percentage",
    "prevalence",
    "amount of money",
    "date",
    "year",
    "time of day",
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
# Words that end the noun behind "how many".
NO_NOUN = (
    rf"(?:{AUXILIARY}|in|on|at|of|for|to|from|with|within|by|per|before|after|until|who|that|which|when|if|"
    rf"and|"
    r"or|but|the|an?|i|we|you|they|he|she|it|there|this|these|those|get|got|go|be|been|not|no|under|over|"
    r"between|during|make|made|live|lived|about|as|into|more|each|every|since|out|up|than)\b"
)
PLURAL = r"(?:children|people|men|women|staff|feet|\w+[^s\W]s)\b"
# A question phrase straight behind one of these is part of a statement, or of another question.
TOLD = re.compile(
    r"\b(?:know(?:s|ing|n)?|knew|(?:un)?sure|certain|(?:un)?clear|asks?|asked|asking|tells?|telling|told|"
    r"says?|saying|said|sees?|saw|find(?:s|ing)? out|found out|matters?|depend(?:s|ed|ing)?|decid\w+|"
    r"determin\w+|record(?:s|ed|ing)?|log(?:s|ged|ging)?|explain\w*|underst\w+|consider\w*|discuss\w*|"
    r"describ\w+|not(?:e|es|ed|ing)|show\w*|counts?|counting|monitor\w*|track\w*|remember\w*|forg\w+|"
    r"recall\w*|idea|about|regardless|realis\w+|disclos\w+|check\w*|establish\w*|assess\w*|guess\w*|"
    r"judg\w+|agree\w*|sets?|stat\w+|mention\w*|report(?:s|ed|ing)?|hears?|heard|think\w*|thought|"
    r"work(?:ed|ing)? out|learn\w*|confirm\w*|worr\w+|concern\w*|surpris\w+|shock\w+|amaz\w+|estimat\w+|"
    r"question|unknown|secret|wr(?:ites?|ote|iting)|count|lied|lying|lies?|exactly|just|vague|argue|"
    r"arguing|specif\w+|the)(?: (?:me|us|you|him|her|them|it|i|out|of|on|in|at|for|to|about|exactly|just|"
    r"down|(?:the|my|his|her|their|your|a) \w+|mum|dad|someone|people|staff|parents)){0,2} ?$",
    re.IGNORECASE,
)
# What makes a question of it all the same.
ASKED = re.compile(
    r"(?:\b(?:do|does|did|can|could|will|would|has|have) (?:you|u|any ?one|any ?body|some ?one|some ?body|"
    r"it|we|(?:the|this|your|our) \w+(?: \w+)?) (?:please |also |even |actually )?(?:know|tell|say|state|"
    r"specify|set out|advise|explain|remind|confirm|mention|remember)(?: (?:me|us))?|"
    r"(?<!\bdo )(?<!should )\b(?:i|we)(?:'d| would| just| really|'m| am)* (?:need|want|like|"
    r"trying) to (?:know|check|confirm|clarify|find out)|^\W*(?:just |need to |want to |want)?(?:know|"
    r"check|checking|find out|confirm|clarify|wondering)|(?:please|pls) (?:tell|advise|confirm|"
    r"say)(?: (?:me|us))?|^\W*(?:tell|remind) (?:me|us)|\b(?:wondering|any ?one know|any ?body know|"
    r"any idea|question is|question about|where does it say)) ?$",
    re.IGNORECASE,
)
PREPOSITION = re.compile(
    r"\b(?:within|by|in|for|after|from|at|until|till|up to|over|to|on|of|with|under|during|since|roughly|"
    r"approximately|approx|around|about) ?$",
    re.IGNORECASE,
)
INVERTED = re.compile(
    rf" (?:(?!it\b)\w+ ){{0,3}}?{AUXILIARY} (?:i|we|you|they|he|she|it|the|a|an|my|our|schools?|there)\b",
    re.I,
)
# Gap between what opens a fragment and its noun: a few words that name whose number it is.
# Words before "number" or "address" that make it something else than a number to call.
OWN = (
    r"gave|wrong|his|hers?|my|their|new|lost|changed?|case|nhs|reference|ref|pupil|unique|insurance|serial|"
    r"old|right|correct|total|average|legal|best|email|e-mail|web|age|atomic|patent|house|max(?:imum)?|"
    r"min(?:imum)?|this|that"
)
GAP = rf"(?:(?!{NO_NOUN})(?!\w+ed\b|(?:{OWN})\b)[\w&'/-]+ ){{0,5}}?"
OPENING = (
    rf"(?:{WHAT}(?:'?s| (?:is|are|was|were))?|\b(?:do|does|have|has) (?:you|u|we|any ?one|any ?body) "
    r"(?:have|got|know)|\b(?:can|could|may) (?:i|we|you|u|some ?one) (?:please )?(?:give|send|get|have|"
    r"find)(?: me| us)?|(?:^|(?<!do )\b(?:i|we|just|and) )(?:need|want|looking for|after|require)|\b(?:is|"
    r"are) there|\bwheres?(?:'s)?(?: (?:is|are))?(?: (?:can|do|could|would) (?:i|we|you) (?:find|get))?|"
    r"\bgive (?:me|us)|\bany ?(?:one|body)? (?:know|got|have))(?: (?:the|an?|our|your|their|any))? "
)
# A fragment at the start of a clause asks, where the clause states nothing.
BARE = r"^\W*(?:(?:and|also|plus|hi|hello|ok|okay|so|please|pls|the|urgent|quick|then|or) )*"
VERB = re.compile(
    rf"\b(?:{AUXILIARY}|isn't|doesn't|don't|won't|didn't|wasn't|keeps?|goes|went|gave|came|rang|said|says|"
    rf"\w+ed)\b",
    re.IGNORECASE,
)
NOUNS: tuple[tuple[FactKind, str], ...] = (
    (
        "phone number",
        rf"(?:(?:tele|mobile |tel )?(?:phone|fone)|tel|contact|mobile|helpline|hotline) ?{NUMBER}\b",
    ),
    ("phone number", r"(?:tele)?phone(?= (?:for|of)\b| ?$)|tel\b\.?(?= (?:for|of)\b)"),
    ("phone number", rf"{NUMBER}(?= for\b| to (?:call|ring|phone|dial|contact|text)\b)"),
    ("e-mail address", rf"{MAIL} ?(?:address(?:es)?|addy|addr?)\b|{MAIL}s?(?= (?:for|of)\b| ?$| and\b)"),
    (
        "web address",
        r"(?:web ?(?:site|address|page|link)|website address|url|(?:(?<=the )|^)link(?= (?:for|"
        r"to)\b))(?= ?$| (?:for|of|to|has|have|is|do|does|where|address|and|please|with|that)\b)",
    ),
    ("postal address", r"(?:postal |full |office |street |mailing |postcode|post code)?address(?:es)?\b"),
    ("contact details", r"contact (?:details?|info(?:rmation)?)\b"),
    (
        "name",
        rf"names?(?= (?:of|for the)\b| and\b|, )(?=(?:.*? (?:of|for) (?:the |our |"
        rf"your )?(?P<of>(?:(?!{NO_NOUN})[\w&'-]+ ?){{1,5}}))?)",
    ),
    ("time of day", r"(?:opening|office|working|core) (?:hours|times)\b|hours of opening\b"),
    (
        "time limit",
        r"(?:dead ?lines?|time ?(?:limits?|scales?|frames?)|(?:notice|response|waiting|turnaround|"
        r"retention) (?:times?|periods?)|turnaround)\b",
    ),
    ("age", r"(?:min(?:imum)? |max(?:imum)? |legal |youngest |lowest )age\b|age (?:limit|range|group)s?\b"),
    ("percentage", r"(?:percen?ta?ge?s?\b|%(?= of\b)|proportion\b)"),
    ("prevalence", r"(?:prevalence|incidence) of\b"),
    ("amount of money", r"(?<!any )(?:(?:costs?|prices?|fees?)(?= (?:of|for|to)\b| ?$)|charge(?= for\b))"),
    (
        "date",
        r"(?:publication |start |closing |due )?date(?= (?:of|for)\b)|(?:publication|closing|due) date\b",
    ),
    ("number", rf"(?:max(?:imum)? |min(?:imum)? )?{NUMBER} of (?:the )?(?P<of>(?:\w+ ){{0,2}}?{PLURAL})"),
    ("phone number", rf"(?!(?:the|an?|what|which|{OWN})\b)[\w'-]+ num(?:ber)?(?= ?$)"),
)
PUBLISHED = (
    r"(?:publish|introduc|updat|issu|releas|writt|launch|creat|found|establish|start|amend|revis|replac|"
    r"withdraw|pass|enact|implement|built|born|invent|complet|open|form|sign|adopt|discover)\w*\b|"
    r"last reviewed"
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
        r"(?:fines?|fees?|courses?|training|charge|sessions?|checks?|allowance|grant|tickets?|plots?|permits?|"
        r"memberships?|licen[cs]es?|lessons?|meals?|lunch(?:es)?|hire|parking)\b",
    ),
    (
        "amount of money",
        rf"{HOW} much (?:deposit|rent|compensation|fine)\b|{HOW} much to (?:park|hire|join|rent|enter)\b",
    ),
    (
        "time limit",
        rf"{HOW} much notice\b|\bby when(?= ?$| (?:do|does|must|should|is|are|has|have|can|will)\b)|"
        rf"{HOW} (?:soon|quick|quickly|promptly|fast)\b",
    ),
    ("time limit", rf"\bwhen {AUXILIARY} (?:[\w'-]+ ){{1,10}}by ?$"),
    ("length of time", rf"{HOW} (?:long|lng|logn)\b(?![- ]term|-)|{HOW} much (?:time|longer)\b"),
    ("frequency", rf"{HOW} (?:often|oftn|offen|ofen|frequently|regularly)\b"),
    ("age", rf"{WHAT} ages?\b(?! ?-| appropriate)|{HOW} old\b"),
    ("year", rf"{WHAT} years?\b(?! ?-|s?'? ?(?:groups?|\d|olds?))"),
    ("date", rf"{WHAT} (?:exact )?(?:dates?\b|day\b(?![- ]to))"),
    ("time of day", rf"{WHAT} time (?=(?:do|does|is|are|must|should|can|will)\b)"),
    ("date", rf"\bwhen (?:was|were) (?!(?:he|she|they|i|we|you)\b)(?:[\w'-]+ ){{1,10}}?(?:{PUBLISHED})"),
    (
        "date",
        r"\bwhen did (?!(?:he|she|they|i|we|you)\b)(?:[\w'-]+ ){1,8}?(?:come (?:into|in|out)|take effect|"
        r"start|begin|change|become law|get (?:published|updated))\b|\bwhen(?:'?s| is) the next\b",
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
        r"\?|when)\b)",
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
TERM = (
    rf"(?P<of>(?:(?!{NO_NOUN})[\w&/'-]+ ?){{1,4}})(?=$|[,(]| ?for\b| and (?:when|how|who|where|what|do|does|"
    rf"why)\b)"
)
WHAT_IS = re.compile(
    rf"(?:^|.*?\W)(?P<is>{WHAT} (?:is|are|r)|{WHAT}'?s|\bwats) (?:(?P<the>the|an?) )?['\"“]?{TERM}",
    re.IGNORECASE,
)
# Words that make "what is …" ask for something else than what a term means.
NO_TERM = re.compile(
    r"\b(?:mr|mrs|dr|term|words?|name|title|responsible|used|given|now|what|definition|way|thing|reason|"
    r"difference|problem|matter|point|steps?|next|best|good|reasonable|normal|typical|suitable|appropriate|"
    r"acceptable|sensible|safe|right|wrong|happening|going|expected|needed|required|involved|available|"
    r"allowed|important|new|different|my|our|your|his|hers?|their|its|it|that|this|these|he|she|they|up|"
    r"process|procedure|protocol|role|purpose|aim|goal|law|legal|rules?|policy|impact|effects?|risks?|"
    r"advice|answer|min\w*|max\w*|first|main|most|worst|least|position|situation|issue|story|catch|outcome|"
    r"result|penalty|cost|price|fee|number|no|deadline|timescale|address|name|email|e-mail|website|phone|"
    r"link|date|age|criteria|evidence|signs?|indicators?|barriers?|types?|examples?|factors?|causes?|"
    r"symptoms?|options?|responsibilit\w+|dut(?:y|ies)|expectations?|chances?|time|year|rate|score|ratio|"
    r"missing|called|known|working|being|done|said|also|likely|actually|really|latest|current|recommended|"
    r"main|key|challenges?|benefits?|consequences?|requirements?|conditions?|limits?|priority|priorities|"
    r"format|order|form|qualif\w+|cause|like|else|on|off|better|worse|capital|largest|biggest|oldest|total|"
    r"average|amount|\w+est|another|other|some|one|two|three|four|five|\w+ly)\b",
    re.IGNORECASE,
)
