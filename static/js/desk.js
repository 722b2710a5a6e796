/* SPDX-License-Identifier: EUPL-1.2 */
/* The desk of a polling place: says when the connection is lost, and reads a card with the camera where the browser
   can. Nothing is kept here: without a connection the printed roll is the roll. Words come from the page. */

const EVERY = 15_000;
const PATIENCE = 4_000;
const search = document.querySelector("form[data-ping]");
const notice = document.querySelector("[data-offline]");
let heardAt = Date.now();

// The network may be there while the server is not, so the server is asked.
async function reachable() {
  if (!navigator.onLine) return false;
  try {
    const answer = await fetch(search.dataset.ping, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    return answer.ok;
  } catch {
    return false;
  }
}

async function look() {
  const there = await reachable();
  if (there) heardAt = Date.now();
  notice.hidden = there;
  return there;
}

// A form sent into nothing would leave the desk with an error page instead of the one that says what to do.
async function sendWhenReachable(event) {
  const form = event.target;
  if (!form.matches("[data-desk]") || (notice.hidden && Date.now() - heardAt < EVERY)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (await look()) form.requestSubmit(event.submitter);
}

// One look at the picture after the other, until it holds a code.
async function scan(button) {
  const video = search.querySelector("[data-camera]");
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  const detector = new window.BarcodeDetector({ formats: ["qr_code", "code_128"] });
  video.srcObject = stream;
  video.hidden = false;
  button.hidden = true;
  await video.play();
  const stop = () => {
    stream.getTracks().forEach((track) => track.stop());
    video.hidden = true;
    button.hidden = false;
  };
  window.addEventListener("pagehide", stop, { once: true });
  const read = async () => {
    const [found] = await detector.detect(video).catch(() => []);
    if (!found) return void requestAnimationFrame(read);
    stop();
    search.elements.typed.value = found.rawValue;
    search.requestSubmit();
  };
  read();
}

if (search && notice) {
  document.addEventListener("submit", sendWhenReachable, { capture: true });
  window.addEventListener("offline", look);
  window.addEventListener("online", look);
  setInterval(look, EVERY);
  if (!document.querySelector(".error-summary")) search.elements.typed.focus();
  const button = search.querySelector("[data-scan]");
  if ("BarcodeDetector" in window && navigator.mediaDevices) {
    button.hidden = false;
    button.addEventListener("click", () => scan(button).catch(() => (button.hidden = true)));
  }
}
