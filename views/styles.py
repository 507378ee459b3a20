"""How guidance looks. Nothing is said by colour alone."""

STYLES = """
<style>
[data-testid="stMainBlockContainer"] { padding-top: 4.25rem; padding-bottom: 1rem; max-width: 72rem; }
/* However large the text is, half of the window is left to read in. */
[data-testid="stBottom"] { max-height: 50vh; overflow-y: auto; flex-shrink: 0; }
[data-testid="stBottomBlockContainer"] { padding-top: 0.5rem; padding-bottom: 0.75rem; max-width: 72rem; }
[data-testid="stBottomBlockContainer"] [data-testid="stVerticalBlock"] { gap: 0.5rem; }
[data-testid="stMainBlockContainer"] > [data-testid="stVerticalBlock"] { gap: 0.75rem; }
[data-testid="stMainBlockContainer"] h1 { font-size: 1.75rem; padding: 0 0 0.5rem; }
.st-key-script { position: absolute; }
[data-testid="stHtml"] a { color: #1a65a6; color: light-dark(#1a65a6, #8fc1ee); }
.answer { max-width: 48rem; }
.answer:has(.sides) { max-width: none; }
.answer h2 { font-size: 1.25rem; margin: 0; padding: 0; }
.answer h3, .answer h4 { font-size: 1rem; font-weight: 700; margin: 0; padding: 0 0 0.25rem; }
.answer p, .answer li, .source p, .source li { margin: 0.25rem 0; overflow-wrap: anywhere; }
.answer .outcome { font-weight: 700; display: inline-block; border: 2px solid currentcolor; padding: 0 0.6rem;
  margin: 0 0 0.4rem; }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); gap: 0 2rem; }
.side > h3 { border-bottom: 4px solid currentcolor; margin-top: 0.75rem; }
.quote { border-top: 1px solid #505a5f; padding-top: 0.75rem; margin-top: 1rem; }
.side > h3 + .quote { border-top: 0; margin-top: 0; }
.quote figure { margin: 0; }
.quote blockquote { border-left: 6px solid #1d70b8; margin: 0.5rem 0; padding: 0.25rem 0 0.25rem 1rem;
  color: inherit; opacity: 1; overflow-wrap: anywhere; }
.quote blockquote p { margin: 0.4rem 0; }
.quote blockquote p.item { display: list-item; list-style: disc; margin-left: 1.25rem; }
.answer mark { background: #fff3bf; background: light-dark(#fff3bf, #4d4000); color: inherit;
  text-decoration: underline; text-decoration-color: currentcolor; text-underline-offset: 0.2em; }
.answer b.differs { border: 1px solid currentcolor; padding: 0 0.15em; }
.quote cite { font-style: normal; }
.around, .page-words { border: 1px solid #505a5f; padding: 0.5rem 0.75rem; margin-top: 0.5rem; }
.page { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 0.75rem; }
.page img { width: 100%; border: 1px solid #505a5f; background: #ffffff; }
.page-words { overflow: auto; max-height: 34rem; }
.page-words br + br { display: none; }
.copy { margin: 0.5rem 0; }
.copy pre { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid #505a5f; margin: 0.25rem 0 0;
  padding: 0.5rem 0.75rem; font-size: 1rem; font-family: inherit; background: none; color: inherit; }
.copy button { font: inherit; color: inherit; background: none; border: 2px solid currentcolor;
  cursor: pointer; padding: 0.25rem 0.75rem; border-radius: 0.25rem; }
.depth2 { padding-left: 1.25rem; } .depth3 { padding-left: 2.5rem; } .depth4 { padding-left: 3.75rem; }
.quote summary { cursor: pointer; text-decoration: underline; padding: 0.4rem 0; }
.answer .standing-notice, .source .standing-notice { border: 2px solid currentcolor; padding: 0.2rem 0.6rem; }
.source { border-top: 1px solid #505a5f; padding: 0.5rem 0; }
.map summary { cursor: pointer; font-weight: 600; padding: 0.4rem 0; }
.map strong { white-space: nowrap; }
.machine-read { font-weight: 600; }
.source h3 { font-size: 1.05rem; margin: 0; padding: 0.25rem 0; }
.notice { font-size: 0.85rem; border: 2px solid currentcolor; padding: 0.35rem 0.6rem; max-height: 25vh;
  overflow-y: auto; }
.notice p { margin: 0.1rem 0; font-size: inherit; }
[data-testid="stHtml"] .notice a, [data-testid="stHtml"] .raised a { color: inherit; }
.raised { border: 4px solid #b10e1e; border-color: light-dark(#b10e1e, #ff8f8f); padding: 0.5rem 0.75rem;
  margin-bottom: 0.75rem; }
.raised p { margin: 0.1rem 0; }
/* Two rings: one of them is seen on any ground. */
:focus-visible { outline: 3px solid #0b0c0c !important; outline-offset: 0;
  box-shadow: 0 0 0 6px #ffdd00 !important; }
/* What has the focus is not hidden behind the head or the foot of the window. */
[data-testid="stMain"] { scroll-padding: min(4.5rem, 15vh) 0 min(16rem, 50vh); }
@media (max-width: 640px) { .answer .standing-notice { line-height: 1.3; }
  .notice { font-size: 0.8rem; line-height: 1.3; padding: 0.2rem 0.4rem; }
  .notice .source-link { display: none; }
  [data-testid="stChatMessage"] { padding: 0; gap: 0.25rem; }
  [data-testid="stChatMessage"] > [data-testid^="stChatMessageAvatar"] { display: none; } }
@media (prefers-reduced-motion: reduce) { *, *::before, *::after { animation: none !important;
  transition: none !important; } }
@media print { header, [data-testid="stHeader"], [data-testid="stChatInput"], [data-testid="stExpander"],
  [data-testid="stButton"], .copy button, .quote summary { display: none !important; }
  [data-testid="stBottom"] { position: static !important; }
  [data-testid="stAppViewContainer"], [data-testid="stMain"], .stApp { position: static !important;
    overflow: visible !important; height: auto !important; }
  .quote { break-inside: avoid; } }
</style>
"""
