#include "engine/check/take_out.h"

#include "engine/check/check.h"
#include "engine/check/check_test_stack.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

const char kFile[] = "mm/page.c";
constexpr char kFifth[] = "@@ -4,3 +4,3 @@\n 4\n-5\n+five\n 6\n";
constexpr char kNewFile[] =
    "--- /dev/null\n+++ mm/slab.c\n@@ -0,0 +1 @@\n+slab\n";

std::string WithFifth(int last) {
  return "1\n2\n3\n4\nfive\n" + Numbers(6, last);
}

// What the sparse layer holds at `path` once the first patch is gone.
std::string LaidAt(const Stack& less, const std::string& path) {
  for (const FileChange& change : less.layers.back().patches[0].files) {
    if (change.new_path == path) return **change.replacement->blob.Read();
  }
  return "(none)";
}

Stack Less(const StackOf& stack) {
  auto less = TakeOut(stack.stack(), {{0, 0}});
  EXPECT_TRUE(less.ok()) << less.status();
  return *std::move(less);
}

TEST(TakeOut, TakesAPatchOutOfItsLayer) {
  const Stack less = Less(StackOf(TreeOf("1.0", {{kFile, Numbers(1, 30)}}))
                              .Edit("a.patch", kFile, kFifth)
                              .Add("b.patch", kNewFile));
  ASSERT_EQ(less.layers[0].patches.size(), 1u);
  EXPECT_EQ(less.layers[0].patches[0].name, "b.patch");
}

TEST(TakeOut, TakesItOutOfASparseTreeThatRepeatsIt) {
  const Stack less =
      Less(StackOf(TreeOf("1.0", {{kFile, Numbers(1, 30)}}))
               .Edit("a.patch", kFile, kFifth)
               .Sparse("sparse", {{kFile, WithFifth(30) + "xen\n"}}));
  EXPECT_EQ(LaidAt(less, kFile), Numbers(1, 30) + "xen\n");
}

TEST(TakeOut, AFileThatThePatchMadeGoesWithIt) {
  const StackOf same = StackOf(TreeOf("1.0", {{kFile, Numbers(1, 30)}}))
                           .Add("a.patch", kNewFile)
                           .Sparse("sparse", {{"mm/slab.c", "slab\n"}});
  EXPECT_EQ(LaidAt(Less(same), "mm/slab.c"), "(none)");
  const StackOf changed = StackOf(TreeOf("1.0", {{kFile, Numbers(1, 30)}}))
                              .Add("a.patch", kNewFile)
                              .Sparse("sparse", {{"mm/slab.c", "xen slab\n"}});
  EXPECT_EQ(LaidAt(Less(changed), "mm/slab.c"), "xen slab\n");
}

TEST(TakeOut, AnEditNextToThePatchsStays) {
  const Stack less =
      Less(StackOf(TreeOf("1.0", {{kFile, Numbers(1, 30)}}))
               .Edit("a.patch", kFile, kFifth)
               .Sparse("sparse",
                       {{kFile, "1\n2\n3\nfour\nfive\n" + Numbers(6, 30)}}));
  EXPECT_EQ(LaidAt(less, kFile), "1\n2\n3\nfour\n" + Numbers(5, 30));
}

TEST(TakeOut, WhatTheSparseTreeChangedFurtherStays) {
  const std::string further = "1\n2\n3\n4\nfive and a half\n" + Numbers(6, 30);
  const Stack less = Less(StackOf(TreeOf("1.0", {{kFile, Numbers(1, 30)}}))
                              .Edit("a.patch", kFile, kFifth)
                              .Sparse("sparse", {{kFile, further}}));
  EXPECT_EQ(LaidAt(less, kFile), further);
}

}  // namespace
}  // namespace patchgraph
