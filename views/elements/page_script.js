// The script of every page. It announces results to screen readers, disables single-key shortcuts,
// clears an idle page and copies citations. It stores nothing and sends nothing.

const WARNING_SECONDS = 60; // or half of the idle time, if that is shorter
const SPEAKING_DELAY = 100; // milliseconds; a region must be empty for a moment before it can repeat its words
const SCROLLING_DELAYS = [0, 60, 180]; // milliseconds
const STREAMLIT_KEYS = new Set(["r", "c"]); // rerun, clear the cache: WCAG 2.1.4 forbids single-key shortcuts
const EDITABLE = "input, textarea, select, [contenteditable='true']";

let region; // the live region: one node, whose words change
let searching; // what is seen between Enter and the answer
let shade; // what is seen before the page clears itself
let idle = { seconds: 0, kept: false };
let lastActive = Date.now();
let installed = false;

export default function ({ data, parentElement }) {
  region = parentElement.querySelector("[role=status]");
  shade = parentElement.querySelector(".clearing");
  searching = parentElement.querySelector(".searching");
  idle = { seconds: data.idle_seconds, kept: data.kept };
  if (region.dataset.number !== String(data.number)) {
    region.dataset.number = data.number;
    say(data.say);
    searching.hidden = true;
    window.requestAnimationFrame(showNewest);
  }
  window.requestAnimationFrame(nameCurrentPage);
  window.requestAnimationFrame(measureFrame);
  if (!installed) {
    installed = true;
    // Screen readers and dictation send no keys, only clicks, focus, input and scroll events.
    for (const kind of [
      "keydown", "pointerdown", "pointermove", "wheel", "touchstart", "click", "focusin", "input", "scroll",
    ]) {
      window.addEventListener(kind, stay, { capture: true, passive: true });
    }
    window.addEventListener("keydown", guardKeys, true);
    window.addEventListener("keydown", (event) => {
      const box = event.target.closest?.("[data-testid=stChatInput] textarea");
      if (box && event.key === "Enter" && !event.shiftKey && !event.isComposing && box.value.trim()) wait();
    }, true);
    document.addEventListener("click", (event) => {
      if (event.target.closest?.(".st-key-examples button, [data-testid=stChatInputSubmitButton]")) wait();
    });
    document.addEventListener("click", copy);
    window.addEventListener("resize", measureFrame);
    document.addEventListener("visibilitychange", clearWhenIdle);
    window.setInterval(clearWhenIdle, 1000);
  }
}

function say(words) {
  region.textContent = "";
  if (words) window.setTimeout(() => (region.textContent = words), SPEAKING_DELAY);
}

// Shown at once, before the server has heard of the question.
function wait() {
  searching.hidden = false;
}

function nameCurrentPage() {
  for (const link of document.querySelectorAll(".st-key-pages a")) {
    // The first page is at the root, and under its own name.
    const here = window.location.pathname.split("/").pop().replace(/^ask$/, "");
    if (link.getAttribute("href") === here) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

// What stays in view below the frame must know where it ends: its lines depend on the window and the numbers.
function measureFrame() {
  const frame = document.querySelector(".st-key-frame");
  if (frame) document.documentElement.style.setProperty("--frame", `${frame.offsetHeight}px`);
}

// A conversation is read from above: the newest question stands at the head of the window. What stands above
// it may still be drawn, so look again, but never after the person has moved.
function showNewest() {
  const drawn = Date.now();
  document.body.dataset.scrolling = "";
  for (const delay of SCROLLING_DELAYS) {
    window.setTimeout(() => {
      const newest = document.querySelector(".asked[data-newest]:not([data-shown])");
      if (lastActive <= drawn) newest?.scrollIntoView({ block: "start" });
      if (delay !== SCROLLING_DELAYS.at(-1)) return;
      if (newest) newest.dataset.shown = "";
      delete document.body.dataset.scrolling;
    }, delay);
  }
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
