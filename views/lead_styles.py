"""How the leads' pages look: documents to read, tables, the picture of where guidance sits."""

LEAD_STYLES = """
<style>
.reading h2 { font-size: 1.35rem; margin: 0; padding: 0 0 0.25rem; }
.reading h3 { font-size: 1.15rem; margin: 0; padding: 0.25rem 0; }
.reading p, .reading li, .gaps p { margin: 0.3rem 0; overflow-wrap: anywhere; }
.reading .standing-notice { border: 2px solid #0b0c0c; padding: 0.2rem 0.6rem; }
.reading summary { cursor: pointer; font-weight: 600; padding: 0.4rem 0; }
.reading ul.contents { list-style: none; margin: 0; padding: 0; }
.reading ul.contents li { padding: 0.25rem 0; margin: 0; }
.reading ul.contents a { display: inline-block; min-height: 24px; }
.reading ul.contents a[aria-current] { font-weight: 700; }
.reading ul.contents span { white-space: nowrap; }
.reading .level2 { margin-left: 1.25rem !important; } .reading .level3 { margin-left: 2.5rem !important; }
.reading .level4 { margin-left: 3.25rem !important; } .reading .level5 { margin-left: 4rem !important; }
.reading .level6 { margin-left: 4.5rem !important; }
.reading .read { border-top: 1px solid #505a5f; margin-top: 0.75rem; padding-top: 0.5rem; }
.reading blockquote { border-left: 6px solid #1d70b8; margin: 0.5rem 0; padding: 0.25rem 0 0.25rem 1rem;
  color: #0b0c0c; opacity: 1; }
.reading .passage { display: flex; gap: 0.75rem; align-items: baseline; justify-content: space-between; }
.reading .passage > a { flex: none; font-size: 0.85rem; padding: 0.1rem 0.2rem; min-height: 24px; }
.reading p.item { display: list-item; list-style: disc; margin-left: 1.25rem; }
.reading p.depth2 { padding: 0; margin-left: 2.5rem; } .reading p.depth3 { padding: 0; margin-left: 3.75rem; }
.reading p.depth4 { padding: 0; margin-left: 5rem; }
.row { display: flex; flex-wrap: wrap; gap: 0 1rem; flex: 1;
  border-top: 1px solid #b1b4b6; padding: 0.25rem 0; }
.row .cell { flex: 1 1 8rem; min-width: 0; }
.row .column { display: block; font-size: 0.9rem; }
mark { background: #fff3bf; color: inherit; text-decoration: underline; text-decoration-color: #594d00;
  text-underline-offset: 0.2em; }
#marked-passage { border: 2px solid #0b0c0c; padding: 0.25rem 0.6rem; margin: 0.4rem 0; scroll-margin: 5rem; }
.neighbours { display: flex; flex-wrap: wrap; gap: 0 2rem; justify-content: space-between; }
h2.lead { font-size: 1.35rem; margin: 0; padding: 1rem 0 0; }
.topics p, .topics li { margin: 0.3rem 0; }
.topics td a { display: inline-block; min-width: 24px; min-height: 24px; text-align: center; }
.topics img { display: block; max-width: none; }
.topics summary { cursor: pointer; padding: 0.4rem 0; }
.gaps ul { margin: 0.3rem 0; padding-left: 1.25rem; }
.gaps td p { margin: 0 0 0.3rem; font-size: inherit; } .gaps td { min-width: 11rem; }
.gaps td:last-child { min-width: 7rem; }
.scrolling { overflow-x: auto; margin: 0.5rem 0; max-width: 100%; }
table.lead { border-collapse: collapse; width: 100%; font-size: 0.95rem; }
table.lead caption { text-align: left; font-weight: 600; padding: 0.25rem 0; caption-side: top;
  color: inherit; }
table.lead th, table.lead td { border: 1px solid #b1b4b6; padding: 0.3rem 0.5rem; text-align: left;
  vertical-align: top; overflow-wrap: break-word; min-width: 5rem; }
table.lead caption span { position: sticky; left: 0; display: inline-block; max-width: calc(100vw - 3rem); }
table.lead tbody th { position: sticky; left: 0; background: #ffffff; max-width: 14rem; }
table.lead thead th { background: #f3f2f1; }
@media (max-width: 640px) { table.lead tbody th { max-width: 8rem; }
  .reading .passage { display: block; }
  .reading blockquote { padding-left: 0.6rem; }
  .reading .level2 { margin-left: 0.75rem !important; } .reading .level3 { margin-left: 1.5rem !important; }
  .reading .level4, .reading .level5, .reading .level6 { margin-left: 2rem !important; } }
</style>
"""
