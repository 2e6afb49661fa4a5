(() => {
  const format = new Intl.DateTimeFormat(undefined, { dateStyle: "long" });
  const { locale } = format.resolvedOptions();
  for (const time of document.querySelectorAll("time")) {
    const [year, month, day] = time.dateTime.split("T")[0].split("-").map(Number);
    time.textContent = format.format(new Date(year, month - 1, day));
    time.lang = locale;
  }
  if (!navigator.clipboard) return;
  const status = document.querySelector("[role=status]");
  for (const button of document.querySelectorAll("button")) {
    const label = button.firstChild;
    const before = label.data;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.value);
      label.data = status.textContent = status.dataset.copied;
      setTimeout(() => {
        label.data = before;
        status.textContent = "";
      }, 2000);
    });
  }
})();
