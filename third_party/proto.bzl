"""Protocol buffers with the system's protoc."""

def cc_proto(name, srcs, deps = [], visibility = None):
    """A cc_library of the C++ that protoc makes of `srcs`, and the descriptor of all of them.

    Args:
      name: the library; `name`_descriptor.binpb is a serialized FileDescriptorSet with comments and imports.
      srcs: .proto files of this package. They import each other by their path from the top of the repository.
      deps: other cc_proto targets whose .proto files are imported.
      visibility: as for any target.
    """
    stems = [src[:-len(".proto")] for src in srcs]
    sources = [stem + ".pb.cc" for stem in stems]
    headers = [stem + ".pb.h" for stem in stems]
    imported = [dep + "_protos" for dep in deps]

    native.filegroup(
        name = name + "_protos",
        srcs = srcs + imported,
        visibility = visibility,
    )
    native.genrule(
        name = name + "_generate",
        srcs = srcs + imported,
        outs = sources + headers,
        cmd = "protoc -I . --cpp_out=$(BINDIR) " + " ".join(["$(location %s)" % src for src in srcs]),
    )
    native.genrule(
        name = name + "_describe",
        srcs = srcs + imported,
        outs = [name + "_descriptor.binpb"],
        cmd = "protoc -I . --include_imports --include_source_info --descriptor_set_out=$@ " +
              " ".join(["$(location %s)" % src for src in srcs]),
        visibility = visibility,
    )
    native.cc_library(
        name = name,
        srcs = sources,
        hdrs = headers,
        # The code is protoc's, not ours.
        copts = ["-w"],
        visibility = visibility,
        deps = deps + ["//third_party:protobuf"],
    )
