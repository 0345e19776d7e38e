/**
 * How the page looks. Each text has a contrast of at least 4.5 to 1 with what is behind it (WCAG 2.2, 1.4.3), light and
 * dark; nothing is told by colour alone.
 */
export const STYLE = `
:root { color-scheme: light dark; --back: #fff; --card: #f6f8fa; --text: #1b1f24; --dim: #57606a; --line: #d0d7de; --control: #6e7781; --act: #0b5cad; --on-act: #fff; --good: #1a6b34; --warn: #7a4b00; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --back: #14171a; --card: #1c2126; --text: #e6e9ec; --dim: #a5adb5; --line: #3a4148; --control: #8b949e; --act: #8ac4ff; --on-act: #10151a; --good: #9ccc9c; --warn: #ffc266; --bad: #ff8a80; } }
* { box-sizing: border-box; }
body { background: var(--back); color: var(--text); font: 1rem/1.5 'Segoe UI', Roboto, 'Helvetica Neue', 'DejaVu Sans', sans-serif; margin: 0; }
.width { max-width: 64rem; margin: 0 auto; padding: 0 1rem; }
.top { border-bottom: 1px solid var(--line); }
.top .width { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; padding: .75rem 1rem; }
.top .who { margin-left: auto; color: var(--dim); overflow-wrap: anywhere; }
.skip { position: absolute; left: -100rem; } .skip:focus { left: 1rem; top: .5rem; background: var(--back); padding: .5rem; z-index: 1; }
h1, h2, h3, h4 { line-height: 1.25; overflow-wrap: anywhere; } h1 { margin: 1.5rem 0 .5rem; } h2 { margin: 2.5rem 0 .5rem; padding-top: 1rem; border-top: 1px solid var(--line); }
a { color: var(--act); overflow-wrap: anywhere; } main { padding-bottom: 3rem; }
:focus-visible { outline: 3px solid var(--act); outline-offset: 2px; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 18rem), 1fr)); gap: 1rem; padding: 0; list-style: none; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 1rem; margin: 1rem 0; } .cards .card { margin: 0; }
.card h2, .card h3, .card h4 { margin: 0 0 .5rem; padding: 0; border: 0; }
dl { display: grid; grid-template-columns: minmax(6rem, max-content) minmax(0, 1fr); gap: .25rem 1rem; margin: .5rem 0; } dt { color: var(--dim); } dd { margin: 0; overflow-wrap: anywhere; min-width: 0; }
@media (max-width: 30rem) { dl { grid-template-columns: minmax(0, 1fr); gap: 0; } dd { margin-bottom: .5rem; } .top .who { margin-left: 0; width: 100%; } }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; padding: 0; list-style: none; } nav a, .events a { display: inline-block; min-height: 24px; }
.badge { display: inline-block; border: 1px solid currentColor; border-radius: 1rem; padding: 0 .6rem; font-weight: 600; font-size: .875rem; }
.good { color: var(--good); } .warn { color: var(--warn); } .bad { color: var(--bad); } .dim { color: var(--dim); }
.notice { border: 2px solid currentColor; border-radius: 8px; padding: .5rem 1rem; margin: 1rem 0; }
label { display: block; overflow-wrap: anywhere; font-weight: 600; margin-top: .75rem; } .hint { color: var(--dim); margin: .125rem 0; font-size: .875rem; }
input, select { font: inherit; width: 100%; max-width: 32rem; padding: .5rem; color: inherit; background: var(--back); border: 1px solid var(--control); border-radius: 6px; }
button, .button { font: inherit; font-weight: 600; min-height: 2.75rem; padding: .5rem 1rem; margin-top: .75rem; color: var(--on-act); background: var(--act); border: 1px solid var(--act); border-radius: 6px; cursor: pointer; display: block; overflow-wrap: anywhere; max-width: 100%; }
.button { display: inline-block; text-decoration: none; }
.quiet { color: var(--act); background: none; margin: 0; min-height: 2rem; padding: .25rem .75rem; }
code { overflow-wrap: anywhere; } pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--card); border: 1px solid var(--line); border-radius: 6px; padding: .75rem; }
.rows { padding: 0; list-style: none; } .rows > li { border-top: 1px solid var(--line); padding: .5rem 0; overflow-wrap: anywhere; }
`;
