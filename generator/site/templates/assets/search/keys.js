// The keyboard: down from the box into suggestions and results, up again, Escape back to the box.

export function keys(page, box, links, clear) {
  page.addEventListener("keydown", (event) => {
    const all = links();
    const at = all.indexOf(document.activeElement);
    const inBox = document.activeElement === box;
    if (event.key === "ArrowDown" && (inBox || at >= 0)) {
      event.preventDefault();
      all[Math.min(at + 1, all.length - 1)]?.focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (all[at - 1] || box).focus();
    } else if (event.key === "Escape" && at >= 0) {
      box.focus();
    } else if (event.key === "Escape" && inBox && box.value) {
      event.preventDefault();
      event.stopPropagation();
      box.value = "";
      clear();
    }
  });
}
