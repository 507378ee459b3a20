// The one script of every page. It tells screen readers what has come, keeps single keys from acting,
// empties a page that was left alone, and copies a citation. It stores nothing and sends nothing.

const WARNING_SECONDS = 60; // or half of the time, where that is short
const SPEAKING_DELAY = 100; // milliseconds for which a region is empty before it says the same again
const STREAMLIT_KEYS = new Set(["r", "c"]); // rerun, clear the cache: WCAG 2.1.4 wants no single keys
const EDITABLE = "input, textarea, select, [contenteditable='true']";

let region; // the live region: one node, whose words change
let shade; // what is seen before the page clears itself
let idle = { seconds: 0, kept: false };
let lastActive = Date.now();
let installed = false;

export default function ({ data, parentElement }) {
  region = parentElement.querySelector("[role=status]");
  shade = parentElement.querySelector(".clearing");
  idle = { seconds: data.idle_seconds, kept: data.kept };
  if (region.dataset.number !== String(data.number)) {
    region.dataset.number = data.number;
    say(data.say);
  }
  if (!installed) {
    installed = true;
    // Screen readers and dictation send no keys: what they do shows as a click, a focus, an input, a scroll.
    for (const kind of [
      "keydown", "pointerdown", "pointermove", "wheel", "touchstart", "click", "focusin", "input", "scroll",
    ]) {
      window.addEventListener(kind, stay, { capture: true, passive: true });
    }
    window.addEventListener("keydown", guardKeys, true);
    document.addEventListener("click", copy);
    document.addEventListener("visibilitychange", clearWhenIdle);
    window.setInterval(clearWhenIdle, 1000);
  }
}

function say(words) {
  region.textContent = "";
  if (words) window.setTimeout(() => (region.textContent = words), SPEAKING_DELAY);
}

function guardKeys(event) {
  const free = !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.closest?.(EDITABLE);
  if (free && STREAMLIT_KEYS.has(event.key.toLowerCase())) event.stopImmediatePropagation();
}

function stay() {
  // A machine that has just woken up gets its first key before its clock has been looked at.
  if (idle.seconds && !isEmpty() && secondsLeft() <= 0) {
    clearWhenIdle();
    return;
  }
  lastActive = Date.now();
  if (!shade.hidden) {
    shade.hidden = true;
    say("The page stays.");
  }
}

// Whatever was asked or typed: both are gone after a reload, for neither is kept in the browser.
function isEmpty() {
  const typed = [...document.querySelectorAll("textarea, input[type=text]")].some((box) => box.value);
  return !idle.kept && !typed;
}

function secondsLeft() {
  return idle.seconds - (Date.now() - lastActive) / 1000;
}

function clearWhenIdle() {
  const left = secondsLeft();
  if (!idle.seconds || left > Math.min(WARNING_SECONDS, idle.seconds / 2) || isEmpty()) return;
  if (left <= 0) {
    window.location.reload();
  } else if (shade.hidden) {
    shade.hidden = false;
    say(shade.textContent);
  }
}

async function copy(event) {
  const button = event.target.closest?.("button[data-copy]");
  if (!button) return;
  const copied = button.parentElement.querySelector(".copied");
  try {
    await navigator.clipboard.writeText(button.parentElement.querySelector("pre").textContent);
    copied.textContent = "Copied.";
  } catch (error) {
    // No leave, or no secure address: the words stand there to be copied by hand.
    copied.textContent = `Not copied (${error.name}): select the words and copy them.`;
  }
  say(copied.textContent);
}
