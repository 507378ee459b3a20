"""The numbers that the models compute in."""

from typing import Any


def number_type() -> Any:  # noqa: ANN401
    """Return torch.bfloat16 where the processor computes in it (about four times faster), else torch.float32.

    Both give the same vectors but for a cosine of 0.9999, so that a build made in one can be asked in
    the other.
    """
    import torch

    able = torch.cpu.get_capabilities()
    native = any(able.get(feature) for feature in ("avx512_bf16", "amx_bf16"))
    return torch.bfloat16 if native else torch.float32
