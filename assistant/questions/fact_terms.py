"""Tells "what is …" that asks for the meaning of a term from "what is …" that asks for something else."""

import re

from assistant.questions.fact_phrases import NO_NOUN, WHAT

TERM = (
    rf"(?P<of>(?:(?!{NO_NOUN})[\w&/'-]+ ?){{1,4}})(?=$|[,(]| ?for\b| and (?:when|how|who|where|what|do|does|"
    rf"why)\b)"
)
WHAT_IS = re.compile(
    rf"(?:^|.*?\W)(?P<is>{WHAT} (?:is|are|r)|{WHAT}'?s|\bwats) (?:(?P<the>the|an?) )?['\"“]?{TERM}",
    re.IGNORECASE,
)
# Words that make "what is …" ask for something other than the meaning of a term.
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
