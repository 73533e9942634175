// Starts the annotate screen on the page that carries `data-annotate`.
