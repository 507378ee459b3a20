"""The nouns that ask for a fact ("phone number of …", "price for …"), and what must precede them."""

import re

from assistant.questions.fact_phrases import (
    AUXILIARY,
    DIMENSION,
    MAIL,
    NO_NOUN,
    NUMBER,
    PLURAL,
    WHAT,
    FactKind,
)

# GAP: the few words allowed between an opening phrase and its noun, which name whose number it is. OWN: words
# that give "number" or "address" another meaning.
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
    r"\bgive (?:me|us)|\b(?:tell|remind) (?:me|us)|\blet (?:me|us) (?:know|have)|\b(?:need|want|like) to "
    r"(?:know|find out)|(?:grateful|glad) (?:to know|for)|\bany ?(?:one|body)? (?:know|got|"
    r"have))(?: (?:the|an?|our|your|their|any))? "
)
# A fragment at the start of a clause asks, unless the clause makes a statement.
BARE = r"^\W*(?:(?:and|also|plus|hi|hello|ok|okay|so|please|pls|the|urgent|quick|then|or) )*"
VERB = re.compile(
    rf"\b(?:{AUXILIARY}|isn't|doesn't|don't|won't|didn't|wasn't|keeps?|goes|went|gave|came|rang|said|says|"
    rf"(?!(?:shed|bed|speed|hundred|allowed|permitted|required|needed|closed|reduced)\b)\w+ed)\b",
    re.IGNORECASE,
)
NOUNS: tuple[tuple[FactKind, str], ...] = (
    (
        "phone number",
        rf"(?:(?:tele|mobile |tel )?(?:phone|fone)|tel|contact|mobile|helpline|hotline) ?{NUMBER}\b",
    ),
    ("phone number", r"(?:tele)?phone(?= (?:for|of)\b| ?$)|tel\b\.?(?= (?:for|of)\b)"),
    ("phone number", rf"{NUMBER}(?= for\b| to (?:call|ring|phone|dial|contact|text)\b)"),
    (
        "e-mail address",
        rf"{MAIL} ?(?:address(?:es)?|addy|addr?)\b|{MAIL}s?(?= (?:for|of|to (?:sign|join|ask|book|get|"
        rf"apply|register|report|contact|reach))\b| ?$| and\b)",
    ),
    (
        "web address",
        r"(?:web ?(?:site|address|page|link)|website address|url|(?:(?<=the )|^)link(?= (?:for|"
        r"to)\b))(?= ?$| (?:for|of|to|has|have|is|do|does|where|address|and|please|with|that)\b)",
    ),
    (
        "postal address",
        r"(?:postal |full |office |street |mailing |post ?code )?address(?:es)?\b|post ?code\b",
    ),
    ("contact details", r"contact (?:details?|info(?:rmation)?)\b"),
    (
        "name",
        rf"names?(?= (?:of|for the)\b| and\b|, )(?=(?:.*? (?:of|for) (?:the |our |"
        rf"your )?(?P<of>(?:(?!{NO_NOUN})[\w&'-]+ ?){{1,5}}))?)",
    ),
    ("time of day", r"(?:opening|closing|office|working|core) (?:hours|times?)\b|hours of opening\b"),
    (
        "time limit",
        r"(?:dead ?lines?|time ?(?:limits?|scales?|frames?)|(?:notice|response|waiting|turnaround|"
        r"retention) (?:times?|periods?)|turnaround)\b",
    ),
    ("age", r"(?:min(?:imum)? |max(?:imum)? |legal |youngest |lowest )age\b|age (?:limit|range|group)s?\b"),
    ("percentage", r"(?:percen?ta?ge?s?\b|%(?= of\b)|proportion\b)"),
    ("prevalence", r"(?:prevalence|incidence) of\b"),
    (
        "amount of money",
        r"(?<!any )(?:(?:costs?|prices?|fees?)(?= (?:of|for|to)\b| ?$)|charge(?= for\b))|"
        r"(?:deposit|rent|fare|fine|subscription|admission|entry fee|hire charge)(?= (?:of|for|to)\b)|"
        r"(?:hire|entry|late|joining|entrance|membership|admission) (?:charge|fee|cost|price)\b",
    ),
    ("code", r"(?<!dress )(?<!area )\b(?:code|pin|combination)(?= (?:for|to)\b| ?$)"),
    (
        "measurement",
        rf"(?:max(?:imum)? |min(?:imum)? |largest |smallest )?(?P<of>{DIMENSION})"
        r"(?= (?:of|for)\b(?! (?:time|stay|problem|risk)s?\b)| ?$)",
    ),
    (
        "date",
        r"(?:publication |start |closing |due )?date(?= (?:of|for)\b)|(?:publication|closing|due) date\b",
    ),
    ("number", rf"(?:max(?:imum)? |min(?:imum)? )?{NUMBER} of (?:the )?(?P<of>(?:\w+ ){{0,2}}?{PLURAL})"),
    ("phone number", rf"(?!(?:the|an?|what|which|{OWN})\b)[\w'-]+ num(?:ber)?(?= ?$)"),
)
