"use strict";
// Lets a chart be read point by point, by pointer or by arrow keys. It shows only words that are on the page.
(() => {
  document.documentElement.classList.add("js");
  for (const chart of document.querySelectorAll("[data-chart]")) {
    const points = [...chart.querySelectorAll(".point")];
    const words = points.map((point) => point.querySelector("title").textContent);
    const plot = chart.querySelector(".plot");
    const cursor = chart.querySelector(".cursor");
    const readout = chart.parentElement.querySelector("[data-readout]");
    let at = points.length - 1;

    const show = (index) => {
      points[at].classList.remove("on");
      at = Math.min(Math.max(index, 0), points.length - 1);
      points[at].classList.add("on");
      for (const name of ["x1", "x2"]) cursor.setAttribute(name, `${points[at].dataset.x}%`);
      chart.classList.add("started");
      readout.textContent = words[at];
      tell();
    };
    const tell = () => {
      chart.setAttribute("aria-valuenow", String(at + 1));
      chart.setAttribute("aria-valuetext", words[at]);
    };

    // For a screen reader a chart is a slider over its points; the readout would say everything twice.
    chart.tabIndex = 0;
    chart.setAttribute("role", "slider");
    chart.setAttribute("aria-label", `${chart.dataset.name}, point by point`);
    chart.setAttribute("aria-valuemin", "1");
    chart.setAttribute("aria-valuemax", String(points.length));
    readout.setAttribute("aria-hidden", "true");
    tell();

    const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageUp: 10, PageDown: -10 };
    chart.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key in steps) show(at + steps[event.key]);
      else if (event.key === "Home") show(0);
      else if (event.key === "End") show(points.length - 1);
      else return;
      event.preventDefault();
    });
    const nearest = (event) => {
      const box = plot.getBoundingClientRect();
      const x = 100 * (event.clientX - box.left) / box.width;
      const away = points.map((point) => Math.abs(Number(point.dataset.x) - x));
      show(away.indexOf(Math.min(...away)));
    };
    chart.addEventListener("pointermove", nearest);
    chart.addEventListener("pointerdown", nearest);
  }
})();
