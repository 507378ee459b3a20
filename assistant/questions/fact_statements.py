"""Tells a question phrase that asks from one inside a statement ("I don't know how long")."""

import re

from assistant.questions.fact_phrases import AUXILIARY

# A question phrase right after one of these is part of a statement, or of another question.
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
# Phrases that make it a question after all.
ASKED = re.compile(
    r"(?:\b(?:do|does|did|can|could|will|would|has|have) (?:you|u|any ?one|any ?body|some ?one|some ?body|"
    r"it|we|(?:the|this|your|our) \w+(?: \w+)?) (?:please |kindly |also |even |actually |happen to |"
    r"let (?:me|us) )*(?:know|tell|say|state|"
    r"specify|set out|advise|explain|remind|confirm|mention|remember)(?: (?:me|us))?|"
    r"(?<!\bdo )(?<!should )\b(?:i|we)(?:'d| would| just| really|'m| am)* (?:need|want|like|"
    r"trying) to (?:know|check|confirm|clarify|find out)|"
    r"\b(?:grateful|glad|pleased|happy|keen|curious|interested|helpful|useful|good|great|handy|"
    r"love) to (?:know|"
    r"hear|learn|find out|be told)|\blet (?:me|us) know|\b(?:might|may) (?:i|we) (?:please )?(?:ask|know|"
    r"enquire)|^\W*(?:just |need to |want to |want)?(?:know|"
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
