// The script of every page. It announces results to screen readers, disables single-key shortcuts,
// clears an idle page and copies citations. It stores nothing and sends nothing.

const WARNING_SECONDS = 60; // or half of the idle time, if that is shorter
const SPEAKING_DELAY = 100; // milliseconds; a region must be empty for a moment before it can repeat its words
const STREAMLIT_KEYS = new Set(["r", "c"]); // rerun, clear the cache: WCAG 2.1.4 forbids single-key shortcuts
const EDITABLE = "input, textarea, select, [contenteditable='true']";

let region; // the live region: always the same node, with changing words
let shade; // the warning before the page clears itself
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
    // Screen readers and dictation send no keys, only clicks, focus, input and scroll events.
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
  // After the machine wakes up, the first key can come before the timer notices how late it is.
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

// True if nothing was asked or typed. A reload loses both, since the browser keeps neither.
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
    // No permission, or no secure address: the words are on the page to copy by hand.
    copied.textContent = `Not copied (${error.name}): select the words and copy them yourself.`;
  }
  say(copied.textContent);
}
