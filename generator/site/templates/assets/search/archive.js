// What the page says of the archive: how many papers, topics, years.

export const archive = JSON.parse(document.getElementById("archive").textContent);
