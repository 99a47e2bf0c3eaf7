#include "engine/model/overlay.h"

#include <memory>

#include "engine/model/empty_tree.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

FileState File(const char* text) {
  FileState state;
  state.blob = Blob::FromBytes(text);
  return state;
}

// mm/page.c, mm/slab.c, Makefile
std::shared_ptr<Overlay> SmallTree() {
  auto tree = std::make_shared<Overlay>(std::make_shared<EmptyTree>(), "small");
  tree->Put("mm/page.c", File("page\n"));
  tree->Put("mm/slab.c", File("slab\n"));
  tree->Put("Makefile", File("all:\n"));
  return tree;
}

std::string Names(const Tree& tree, absl::string_view directory) {
  std::string names;
  const auto nodes = tree.List(directory);
  if (!nodes.ok()) return nodes.status().ToString();
  for (const NamedNode& named : *nodes) {
    names += named.name + (named.node.is_directory ? "/ " : " ");
  }
  return names;
}

TEST(Overlay, ShowsTheBaseAndWhatWasPut) {
  Overlay tree(SmallTree(), "patched");
  tree.Put("mm/xen/hypervisor.c", File("xen\n"));
  tree.Put("mm/page.c", File("page, patched\n"));
  EXPECT_EQ(Names(tree, ""), "Makefile mm/ ");
  EXPECT_EQ(Names(tree, "mm"), "page.c slab.c xen/ ");
  EXPECT_EQ(*FindFile(tree, "mm/page.c"),
            absl::optional<FileState>(File("page, patched\n")));
  EXPECT_EQ(*FindFile(tree, "mm/slab.c"),
            absl::optional<FileState>(File("slab\n")));
  EXPECT_TRUE((*tree.Find("mm/xen"))->is_directory);
}

TEST(Overlay, AFolderGoesWithItsLastFile) {
  Overlay tree(SmallTree(), "patched");
  tree.Remove("mm/page.c");
  EXPECT_EQ(Names(tree, "mm"), "slab.c ");
  tree.Remove("mm/slab.c");
  EXPECT_EQ(Names(tree, ""), "Makefile ");
  EXPECT_FALSE(tree.Find("mm")->has_value());
}

TEST(Overlay, ALinkPutForAFolderHidesTheFolder) {
  Overlay tree(SmallTree(), "patched");
  tree.Remove("mm/page.c");
  tree.Remove("mm/slab.c");
  FileState link = File("../elsewhere");
  link.mode = FileMode::kSymlink;
  tree.Put("mm", link);
  EXPECT_FALSE(tree.Find("mm/page.c")->has_value());
  EXPECT_EQ(*FileInTheWay(tree, "mm/page.c"),
            absl::optional<std::string>("mm"));
  EXPECT_EQ(Names(tree, ""), "Makefile mm ");
}

}  // namespace
}  // namespace patchgraph
