"""People's pictures: measured before they are decoded, turned upright, re-encoded without the camera's marks (reliability §6)."""

import io
import threading
from typing import BinaryIO

import pillow_heif
from PIL import Image, ImageFile, ImageOps

MOST_PIXELS = 24_000_000
FORMATS = {"jpg": ["JPEG", "MPO"], "png": ["PNG"], "webp": ["WEBP"], "heic": ["HEIF"]}
_one_at_a_time = threading.Lock()  # decoding 24 megapixels takes about 130 MB
pillow_heif.register_heif_opener(thumbnails=False)


class NotAPicture(ValueError):
    """The file cannot be read as a picture of its kind."""


class TooManyPixels(ValueError):
    """The picture would take too much memory to decode."""


def tidy(file: BinaryIO, kind: str) -> tuple[bytes, str]:
    """The picture upright, without EXIF, as (bytes, kind); heic becomes jpg, the others keep their kind.

    Raises TooManyPixels before anything is decoded, NotAPicture for what does not decode.
    """
    file.seek(0)
    try:
        with Image.open(file, formats=FORMATS[kind]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise TooManyPixels
            with _one_at_a_time:
                return _encode(picture, kind)
    except TooManyPixels:
        raise
    except Image.DecompressionBombError as error:
        raise TooManyPixels from error
    except Exception as error:  # Pillow's readers raise nearly anything on a broken file
        raise NotAPicture from error


def _encode(picture: ImageFile.ImageFile, kind: str) -> tuple[bytes, str]:
    out = "jpg" if kind == "heic" else kind
    upright = ImageOps.exif_transpose(picture)
    clear = upright.convert(_mode(upright, out))
    clear.info.clear()
    body = io.BytesIO()
    if out == "jpg":
        clear.save(body, "JPEG", quality=88, optimize=True, progressive=True)
    elif out == "png":
        clear.save(body, "PNG", optimize=True)
    else:
        clear.save(body, "WEBP", quality=85)
    return body.getvalue(), out


def _mode(picture: Image.Image, out: str) -> str:
    if out == "jpg":
        return "L" if picture.mode in {"1", "L"} else "RGB"
    has_alpha = picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info
    return "RGBA" if has_alpha else "RGB"
