"""What a bench measures, one file a figure, each on one installation and beside the raw limit of the same machine."""

from figures import exporting, importing, listing, opening, saving

FIGURES = {
    "open": opening.measure,
    "save": saving.measure,
    "list": listing.measure,
    "import": importing.measure,
    "export": exporting.measure,
}
