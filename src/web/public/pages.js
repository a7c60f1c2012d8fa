// What pages do beyond HTML and htmx: the countdown, the reader's own time, the upload's size. Every page works without it.

const RESYNC_MS = 30_000;

function showLocalTimes(root) {
  for (const element of root.querySelectorAll('time[datetime]:not([title])')) {
    const at = new Date(element.dateTime);
    if (at.getTimezoneOffset() === 0) continue;
    const local = at.toLocaleString([], {
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      timeZoneName: 'short',
    });
    element.title = element.textContent;
    element.textContent += ` (${local} where you are)`;
  }
}

function formatClock(secondsLeft) {
  const pad = (value) => String(value).padStart(2, '0');
  const hours = Math.floor(secondsLeft / 3600);
  const minutes = Math.floor(secondsLeft / 60) % 60;
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(secondsLeft % 60)}` : `${minutes}:${pad(secondsLeft % 60)}`;
}

/** The server's clock decides: it says how many seconds are left, and this counts them down in between. */
function startClock(bar) {
  const face = bar.querySelector('#clock');
  const words = bar.querySelector('#clock-words');
  let secondsAtSync = Number(bar.dataset.clock);
  let syncedAt = performance.now();
  let spoken = null;

  async function resync() {
    try {
      const response = await fetch('/attempt/clock', { headers: { accept: 'application/json' } });
      if (!response.ok) return;
      const clock = await response.json();
      secondsAtSync = clock.secondsLeft;
      syncedAt = performance.now();
      if (clock.isClosed) location.reload();
    } catch {
      // Offline: counting goes on, and the next try corrects it.
    }
  }

  function tick() {
    const left = Math.max(0, Math.floor(secondsAtSync - (performance.now() - syncedAt) / 1000));
    face.textContent = left > 0 ? formatClock(left) : 'Time is over';
    bar.classList.toggle('is-short', left < 300);
    const mark = [600, 300, 60].findLast((seconds) => left <= seconds);
    if (mark !== undefined && mark !== spoken && left > 0) {
      if (spoken !== null || left > mark - 5)
        words.textContent = `${mark / 60} ${mark === 60 ? 'minute' : 'minutes'} left`;
      spoken = mark;
    }
  }

  tick();
  setInterval(tick, 500);
  setInterval(resync, RESYNC_MS);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && resync());
}

function watchUpload(form) {
  const input = form.querySelector('input[type="file"]');
  const problem = form.querySelector('#notebook-problem');
  const status = form.querySelector('[data-upload-status]');
  const button = form.querySelector('button[type="submit"]');
  const check = () => {
    const file = input.files[0];
    problem.textContent =
      file && file.size > Number(form.dataset.maxBytes)
        ? 'This file is larger than 20 MB. Clear the notebook’s outputs (Edit → Clear All Outputs), save it, and choose it again.'
        : '';
    return problem.textContent === '';
  };
  input.addEventListener('change', check);
  form.addEventListener('submit', (event) => {
    if (!check()) {
      event.preventDefault();
      return;
    }
    status.textContent = 'Uploading…';
    // After the browser has collected the form: a disabled button would not stop it then.
    setTimeout(() => {
      button.disabled = true;
    });
  });
  // Coming back with the Back button shows the page as it was left.
  addEventListener('pageshow', () => {
    button.disabled = false;
    status.textContent = '';
  });
}

showLocalTimes(document);
document.addEventListener('htmx:load', (event) => showLocalTimes(event.target));
for (const bar of document.querySelectorAll('[data-clock]')) startClock(bar);
for (const form of document.querySelectorAll('form[data-upload]')) watchUpload(form);
for (const element of document.querySelectorAll('[data-reload-seconds]'))
  setTimeout(() => location.reload(), Number(element.dataset.reloadSeconds) * 1000);
