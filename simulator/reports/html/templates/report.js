"use strict";
// Plays moments of the recording and follows it. Everything it needs is on the page; it adds no text of others'.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const byId = (id) => document.getElementById(id);
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const clock = (ms) => `${Math.floor(ms / 60000)}:${String(Math.floor(ms / 1000) % 60).padStart(2, "0")}`;

  class Take {
    constructor(data) {
      const home = `[data-take="${data.key}"]`;
      const all = (selector) => [...document.querySelectorAll(`${home} ${selector}`)];
      this.duration = data.duration_ms;
      this.moments = data.moments;
      this.audio = all("[data-audio]")[0];
      this.playheads = all("[data-playhead]");
      this.scrollers = all("[data-scroller]");
      this.panel = all("[data-panel]")[0];
      this.follow = all("[data-follow]")[0];
      this.rows = all("[data-row]").map((element) => ({
        element, start: Number(element.dataset.start), end: Number(element.dataset.end),
      }));
      this.items = all("[data-moment]");
      this.until = null;
      this.frame = 0;
      this.audio.addEventListener("play", () => { activate(this); this.tick(); });
      this.audio.addEventListener("pause", () => { this.until = null; light(null); this.draw(); });
      for (const name of ["seeked", "timeupdate", "ended"]) this.audio.addEventListener(name, () => this.draw());
    }

    get now() { return this.audio.currentTime * 1000; }

    seek(ms) { this.audio.currentTime = Math.min(Math.max(ms, 0), this.duration) / 1000; }

    // Plays [start, end); without an end it plays on.
    play(start, end = null, label = "") {
      activate(this);
      if (start !== null) this.seek(start);
      this.until = end;
      byId("dock-label").textContent = label;
      this.audio.play().catch(() => { byId("dock-label").textContent = "Press play: the browser waits for you."; });
    }

    toggle() {
      if (this.audio.paused) this.play(null); else this.audio.pause();
    }

    step(direction) {
      const now = this.now;
      const next = direction > 0
        ? this.moments.find((moment) => moment.start_ms > now + 60)
        : this.moments.findLast((moment) => moment.start_ms < now - 400);
      if (!next) return;
      const goesOn = !this.audio.paused && this.until === null;
      this.play(next.start_ms, goesOn ? null : next.end_ms, next.label);
    }

    tick() {
      cancelAnimationFrame(this.frame);
      if (this.until !== null && this.now >= this.until) this.audio.pause();
      this.draw();
      if (!this.audio.paused) this.frame = requestAnimationFrame(() => this.tick());
    }

    draw() {
      const now = this.now, share = Math.min(1, now / this.duration);
      for (const playhead of this.playheads) {
        playhead.setAttribute("x1", `${100 * share}%`);
        playhead.setAttribute("x2", `${100 * share}%`);
      }
      this.rows.forEach(({ element, start, end }) => mark(element, start <= now && now < end));
      this.items.forEach((element, index) => {
        const moment = this.moments[index];
        mark(element, moment.start_ms <= now && now < moment.end_ms);
      });
      if (active === this) {
        byId("dock-now").textContent = clock(now);
        byId("dock-toggle").textContent = this.audio.paused ? "Play" : "Pause";
      }
      if (!this.audio.paused) this.keepInView(share);
    }

    keepInView(share) {
      for (const box of this.scrollers) {
        if (box.scrollWidth <= box.clientWidth) continue;
        const x = share * box.scrollWidth;
        if (x < box.scrollLeft || x > box.scrollLeft + box.clientWidth - 40) box.scrollLeft = x - box.clientWidth / 4;
      }
      const row = this.rows.findLast(({ element }) => element.classList.contains("now"));
      if (!row || !this.panel || !this.follow || !this.follow.checked || row.element === this.shown) return;
      this.shown = row.element;
      const top = row.element.offsetTop - this.panel.clientHeight / 3;
      this.panel.scrollTo({ top, behavior: calm.matches ? "auto" : "smooth" });
    }
  }

  function mark(element, on) {
    if (element.classList.contains("now") === on) return;
    element.classList.toggle("now", on);
    if (on) element.setAttribute("aria-current", "true"); else element.removeAttribute("aria-current");
  }

  // The button that is playing its stretch.
  let lit = null;
  function light(button) {
    if (lit) lit.classList.remove("on");
    lit = button;
    if (lit) lit.classList.add("on");
  }

  const takes = new Map(JSON.parse(byId("data").textContent).map((data) => [data.key, new Take(data)]));
  let active = takes.values().next().value;
  function activate(take) {
    for (const other of takes.values()) if (other !== take) other.audio.pause();
    active = take;
    byId("dock").hidden = false;
    root.classList.add("started");
  }
  const takeOf = (element) => takes.get(element.closest("[data-take]").dataset.take);

  document.addEventListener("click", (event) => {
    const target = event.target;
    if (!(target instanceof Element)) return;
    const line = target.closest("[data-timeline]");
    if (line) {
      const part = target.closest("[data-kind]");
      const box = line.getBoundingClientRect();
      const take = takeOf(line);
      const at = part ? Number(part.dataset.start) : take.duration * (event.clientX - box.left) / box.width;
      const moment = part && take.moments.find((each) => each.start_ms === at);
      take.play(at, part ? Number(part.dataset.end) : null, moment ? moment.label : "");
      return;
    }
    const button = target.closest("button[data-start]");
    if (button) {
      const take = takeOf(button);
      if (lit === button && !take.audio.paused) { take.audio.pause(); return; }
      take.play(Number(button.dataset.start), Number(button.dataset.end), button.textContent.trim());
      light(button);
      return;
    }
    if (target.closest("[data-help]")) byId("help").showModal();
  });
  byId("help-close").addEventListener("click", () => byId("help").close());
  byId("dock-toggle").addEventListener("click", () => active.toggle());
  byId("dock-next").addEventListener("click", () => active.step(1));
  byId("dock-previous").addEventListener("click", () => active.step(-1));

  const keys = {
    " ": () => active.toggle(),
    ArrowLeft: (event) => active.seek(active.now - (event.shiftKey ? 1000 : 5000)),
    ArrowRight: (event) => active.seek(active.now + (event.shiftKey ? 1000 : 5000)),
    n: () => active.step(1),
    p: () => active.step(-1),
    "?": () => (byId("help").open ? byId("help").close() : byId("help").showModal()),
  };
  document.addEventListener("keydown", (event) => {
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (!(key in keys) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!byId("keys-on").checked && key.length === 1 && key !== " ") return;
    const own = event.target instanceof Element
      && event.target.closest(key === " " ? "button, a, input, audio, summary" : "input, audio");
    if (own || (byId("help").open && key !== "?")) return;
    event.preventDefault();
    keys[key](event);
  });
})();
