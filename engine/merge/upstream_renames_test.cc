#include "engine/merge/upstream_renames.h"

#include "absl/status/status.h"
#include "engine/merge/test_trees.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using Answer = absl::optional<std::string>;

const Files& I386() {
  static const Files* const kFiles = new Files{
      {"arch/i386/kernel/setup.c", Text(TenLines("setup"))},
      {"arch/i386/kernel/traps.c", Text(TenLines("traps"))},
      {"arch/i386/Makefile", Text(TenLines("make"))},
      {"mm/slab.c", Text(TenLines("slab"))},
  };
  return *kFiles;
}

Files X86() {
  return {
      {"arch/x86/kernel/setup_32.c", Text(TenLines("setup", 3, "edited"))},
      {"arch/x86/kernel/traps.c", Text(TenLines("traps"))},
      {"arch/x86/Makefile", Text(TenLines("make"))},
      {"mm/slab.c", Text(TenLines("slab", 1, "edited"))},
  };
}

TEST(UpstreamRenames, FollowsFilesAndFolders) {
  const UpstreamRenames renames(
      MakeTree(I386()), MakeTree(X86()),
      {"arch/i386/kernel/setup.c", "arch/i386/kernel/xen.c", "mm/slab.c"});
  EXPECT_EQ(*renames.RenamedTo("arch/i386/kernel/setup.c"),
            Answer("arch/x86/kernel/setup_32.c"));
  EXPECT_EQ(*renames.RenamedTo("mm/slab.c"), absl::nullopt);
  EXPECT_EQ(*renames.RenamedTo("arch/i386/kernel/xen.c"), absl::nullopt);
  EXPECT_EQ(*renames.NewFileGoesTo("arch/i386/kernel/xen.c"),
            Answer("arch/x86/kernel/xen.c"));
  EXPECT_EQ(*renames.NewFileGoesTo("mm/slab.c"), absl::nullopt);
}

TEST(UpstreamRenames, AnswersForPathsThatWereNotAnnounced) {
  const UpstreamRenames renames(MakeTree(I386()), MakeTree(X86()), {});
  EXPECT_EQ(*renames.RenamedTo("arch/i386/kernel/traps.c"),
            Answer("arch/x86/kernel/traps.c"));
  EXPECT_EQ(*renames.NewFileGoesTo("arch/i386/kernel/xen.c"),
            Answer("arch/x86/kernel/xen.c"));
  EXPECT_EQ(*renames.NewFileGoesTo("net/core/xen.c"), absl::nullopt);
}

TEST(UpstreamRenames, SaysNothingOfDeletedFiles) {
  const UpstreamRenames renames(
      MakeTree(I386()), MakeTree({{"other.c", Text("nothing alike\n")}}),
      {"mm/slab.c"});
  EXPECT_EQ(*renames.RenamedTo("mm/slab.c"), absl::nullopt);
}

// A tree that cannot be read.
class BrokenTree : public Tree {
 public:
  const std::string& name() const override { return name_; }
  absl::StatusOr<absl::optional<TreeNode>> Find(
      absl::string_view) const override {
    return absl::DataLossError("broken");
  }
  absl::StatusOr<std::vector<NamedNode>> List(
      absl::string_view) const override {
    return absl::DataLossError("broken");
  }

 private:
  std::string name_ = "broken";
};

TEST(UpstreamRenames, ReadsNothingBeforeItIsAsked) {
  const UpstreamRenames renames(std::make_shared<const BrokenTree>(),
                                std::make_shared<const BrokenTree>(),
                                {"mm/slab.c"});
  EXPECT_EQ(renames.RenamedTo("mm/slab.c").status(),
            absl::DataLossError("broken"));
}

TEST(UpstreamRenames, ATreeHasMovedNothingAgainstItself) {
  const auto tree = std::make_shared<const BrokenTree>();
  const UpstreamRenames renames(tree, tree, {"mm/slab.c"});
  EXPECT_EQ(*renames.RenamedTo("mm/slab.c"), absl::nullopt);
}

TEST(UpstreamRenames, AFolderThatIsThereIsNotSearchedFor) {
  const UpstreamRenames renames(std::make_shared<const BrokenTree>(),
                                MakeTree(X86()), {"mm/xen.c", "xen"});
  EXPECT_EQ(*renames.NewFileGoesTo("mm/xen.c"), absl::nullopt);
  EXPECT_EQ(*renames.NewFileGoesTo("xen"), absl::nullopt);
  EXPECT_EQ(renames.NewFileGoesTo("arch/i386/kernel/xen.c").status(),
            absl::DataLossError("broken"));
}

}  // namespace
}  // namespace patchgraph
