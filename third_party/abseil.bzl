"""Debian's Abseil as build targets."""

# Every archive of Abseil that the targets of third_party can need. They refer to each other in circles of
# headers, so they are given to the linker as one group; it takes from each only the objects that are used.
_ARCHIVES = [
    "bad_any_cast_impl",
    "bad_optional_access",
    "bad_variant_access",
    "base",
    "city",
    "civil_time",
    "cord",
    "cord_internal",
    "cordz_functions",
    "cordz_handle",
    "cordz_info",
    "debugging_internal",
    "demangle_internal",
    "exponential_biased",
    "graphcycles_internal",
    "hash",
    "hashtablez_sampler",
    "int128",
    "log_severity",
    "low_level_hash",
    "malloc_internal",
    "raw_hash_set",
    "raw_logging_internal",
    "spinlock_wait",
    "stacktrace",
    "status",
    "statusor",
    "str_format_internal",
    "strerror",
    "strings",
    "strings_internal",
    "symbolize",
    "synchronization",
    "throw_delegate",
    "time",
    "time_zone",
]

def abseil_libraries(names):
    """A target absl_NAME for each of `names`, so that BUILD files say which part of Abseil they use.

    Args:
      names: libraries of Abseil, as Abseil's own build calls them.
    """
    native.cc_library(
        name = "abseil_archives",
        linkopts = ["-Wl,--start-group"] +
                   ["-l:libabsl_%s.a" % archive for archive in _ARCHIVES] +
                   ["-Wl,--end-group", "-pthread"],
        visibility = ["//visibility:private"],
    )
    for name in names:
        native.cc_library(
            name = "absl_" + name,
            visibility = ["//visibility:public"],
            deps = [":abseil_archives"],
        )
