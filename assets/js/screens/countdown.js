// Minutes and seconds left in an attempt. The server judges by its own clock; without this script the minutes of the load stay.
(() => {
  for (const place of document.querySelectorAll("[data-left]")) {
    const end = performance.now() + place.dataset.left * 1000, said = place.parentElement.querySelector("[role=status]");
    const show = () => {
      const left = Math.max(0, Math.round((end - performance.now()) / 1000)), minutes = Math.floor(left / 60);
      place.textContent = minutes + ":" + String(left % 60).padStart(2, "0");
      if (said && (left === 300 || left === 60)) said.textContent = said.dataset.words.replace("%", minutes);
      if (left > 0) setTimeout(show, 1000);
    };
    show();
  }
})();
