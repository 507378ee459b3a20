"""How guidance looks. Nothing is said by colour alone."""

STYLES = """
<style>
[data-testid="stMainBlockContainer"] { padding-top: 4.5rem; }
[data-testid="stMainBlockContainer"] h1 { font-size: 1.9rem; padding: 0; }
.answer h2 { font-size: 1.25rem; margin: 0; padding: 0; }
.answer h3 { font-size: 1.05rem; margin: 0; padding: 0 0 0.25rem; }
.quote { border-top: 1px solid #505a5f; padding-top: 0.75rem; margin-top: 1rem; }
.quote figure { margin: 0; }
.quote blockquote { border-left: 6px solid #1d70b8; margin: 0.5rem 0; padding: 0.25rem 0 0.25rem 1rem;
  color: #0b0c0c; opacity: 1; overflow-wrap: anywhere; }
.answer mark { background: #fff3bf; color: inherit; text-decoration: underline;
  text-decoration-color: #594d00; text-underline-offset: 0.2em; }
.answer b.differs { border: 1px solid #0b0c0c; padding: 0 0.15em; }
.answer p, .answer li, .source p, .source li { margin: 0.25rem 0; overflow-wrap: anywhere; }
.quote cite { font-style: normal; }
.around { border: 1px solid #505a5f; padding: 0.5rem 0.75rem; margin-top: 0.5rem; }
.quote blockquote p { margin: 0.4rem 0; }
.quote blockquote p.item { display: list-item; list-style: disc; margin-left: 1.25rem; }
.depth2 { padding-left: 1.25rem; } .depth3 { padding-left: 2.5rem; } .depth4 { padding-left: 3.75rem; }
.quote summary { cursor: pointer; text-decoration: underline; padding: 0.4rem 0; }
.answer .standing-notice, .source .standing-notice { border: 2px solid #0b0c0c; padding: 0.2rem 0.6rem; }
.source { border-top: 1px solid #505a5f; padding: 0.5rem 0; }
.map summary { cursor: pointer; font-weight: 600; padding: 0.4rem 0; }
.map strong { white-space: nowrap; }
.machine-read { font-weight: 600; }
.source h3 { font-size: 1.05rem; margin: 0; padding: 0.25rem 0; }
.notice { font-size: 0.85rem; border: 2px solid #0b0c0c; padding: 0.35rem 0.6rem; background: #ffffff; }
.notice p { margin: 0.1rem 0; font-size: inherit; }
:focus-visible { outline: 3px solid #0b0c0c; outline-offset: 2px; }
[data-testid="stBottomBlockContainer"] { padding-top: 0.5rem; padding-bottom: 0.75rem; }
[data-testid="stBottomBlockContainer"] [data-testid="stVerticalBlock"] { gap: 0.5rem; }
@media (max-width: 640px) { .answer .standing-notice { font-size: 0.85rem; line-height: 1.3; }
  .notice { font-size: 0.72rem; line-height: 1.3; padding: 0.2rem 0.4rem; }
  [data-testid="stChatMessage"] { padding: 0; gap: 0.25rem; } }
</style>
"""
