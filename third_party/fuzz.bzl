"""libFuzzer targets."""

def cc_fuzz(name, srcs, deps, corpus = None):
    """A fuzz target, and a test that runs its corpus.

    `./run fuzz` builds `name` with --config=fuzz and runs it. The test, `name`_corpus_test, is an ordinary one:
    it gives each file of the corpus to the same function once, so that what was found stays fixed.

    Args:
      name: of the fuzz target; by convention SUBJECT_fuzz, its corpus in testdata/fuzz/SUBJECT.
      srcs: define LLVMFuzzerTestOneInput.
      deps: as of any cc_binary.
      corpus: label of a filegroup of inputs, or None.
    """
    native.cc_binary(
        name = name,
        testonly = True,
        srcs = srcs,
        # Only --config=fuzz brings the main function.
        tags = [
            "fuzz",
            "manual",
        ],
        deps = deps,
    )
    if corpus:
        native.cc_test(
            name = name + "_corpus_test",
            size = "small",
            srcs = srcs,
            args = ["$(locations %s)" % corpus],
            data = [corpus],
            deps = deps + ["//third_party:fuzz_replay"],
        )
