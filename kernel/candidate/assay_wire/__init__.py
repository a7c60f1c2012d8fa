"""How values cross between kernels: as data in strict JSON, never as pickle and never as code.

What JSON keeps exactly (null, bool, str, small int, finite float) goes as it is; everything else is an object with a
tag ``t``. The decoder treats what it gets as hostile: the type of a value is chosen by the decoder from its own
allow-list, never by the value.
"""

from assay_wire.decoder import WireError, decode
from assay_wire.encoder import Encoder, encode
from assay_wire.values import Handle, Limits, Missing, Opaque, TooLarge

__all__ = ["Encoder", "Handle", "Limits", "Missing", "Opaque", "TooLarge", "WireError", "decode", "encode"]
