"""Coding as JSON: what the annotate screen and other programs send and are told."""

from ninja import Router

from annotations.api.coding import router as coding
from annotations.api.deciding import router as deciding
from annotations.api.pooling import router as pooling
from annotations.api.reading import router as reading
from annotations.api.single import router as single

router = Router(tags=["coding"])
router.add_router("", coding)
router.add_router("", single)
router.add_router("", pooling)
router.add_router("", reading)
router.add_router("", deciding)
