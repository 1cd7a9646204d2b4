"""Kernels started by nbval run in the same fixed environment as a build."""

from helpers.run.environment import use_kernel_environment

use_kernel_environment()
