#include "patchdb/graph_store.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "engine/graph/dependency_finder.h"
#include "engine/graph/series_generator.h"
#include "engine/model/object_id.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

namespace fs = std::filesystem;

StackDependencies Generated(std::mt19937_64* random) {
  auto found = FindDependencies(StackOf(MakeSeries(random)),
                                FindDependenciesOptions(), [](int) {});
  EXPECT_TRUE(found.ok()) << found.status();
  return *std::move(found);
}

// Two patches, the second of which needs the first, and a part left out.
KeptGraph Small() {
  KeptGraph graph;
  StackDependencies& to = graph.dependencies;
  to.stack = "fixes";
  to.base = "v1";
  to.patches = {{"a.patch",
                 "fixes",
                 "first",
                 "a",
                 false,
                 Verdict::kClean,
                 {{"kernel/timer.c", 2}}},
                {"b.patch",
                 "fixes",
                 "second \xff",
                 "b",
                 true,
                 Verdict::kConflict,
                 {{"kernel/timer.c", 1}, {"new\xfe", 0}}}};
  to.dependencies = {{{1, 0, 0},
                      {0, 0, 1},
                      DependencyReason::kRewrites,
                      "kernel/timer.c",
                      {3, 5},
                      ""},
                     {{1, 1, -1},
                      {0, 0, 0},
                      DependencyReason::kUses,
                      "new\xfe",
                      {0, 0},
                      "stop_timer"}};
  to.left_out = {{{1, 0, 0}, "kernel/timer.c", "does not apply"}};
  graph.notes = {"left out 2 merges"};
  return graph;
}

class GraphStoreTest : public testing::Test {
 protected:
  GraphStoreTest()
      : file_(fs::path(testing::TempDir()) /
              testing::UnitTest::GetInstance()->current_test_info()->name() /
              "graphs.db"),
        store_(file_.string()) {
    fs::remove_all(file_.parent_path());
  }
  ~GraphStoreTest() override { fs::remove_all(file_.parent_path()); }

  std::string Bytes() const {
    std::ifstream in(file_, std::ios::binary);
    std::stringstream bytes;
    bytes << in.rdbuf();
    return bytes.str();
  }
  void Write(const std::string& bytes) const {
    std::ofstream(file_, std::ios::binary | std::ios::trunc) << bytes;
  }

  fs::path file_;
  GraphStore store_;
};

TEST_F(GraphStoreTest, GivesBackWhatItWasGiven) {
  EXPECT_FALSE(store_.Load("a..b").has_value());
  ASSERT_TRUE(store_.Save("a..b", Small()).ok());
  const absl::optional<KeptGraph> kept = store_.Load("a..b");
  ASSERT_TRUE(kept.has_value());
  EXPECT_EQ(EncodeGraph(*kept), EncodeGraph(Small()));
  EXPECT_EQ(kept->dependencies.dependencies, Small().dependencies.dependencies);
  EXPECT_EQ(kept->dependencies.patches[1].subject, "second \xff");
  EXPECT_EQ(kept->dependencies.patches[1].files[1].path, "new\xfe");
  EXPECT_EQ(kept->notes, Small().notes);
  EXPECT_FALSE(store_.Load("a..c").has_value());
}

TEST_F(GraphStoreTest, GeneratedGraphsComeBackWhole) {
  std::mt19937_64 random(20061026);
  for (int i = 0; i < 200; ++i) {
    KeptGraph graph;
    graph.dependencies = Generated(&random);
    const absl::optional<KeptGraph> back = DecodeGraph(EncodeGraph(graph));
    ASSERT_TRUE(back.has_value());
    ASSERT_EQ(back->dependencies.dependencies, graph.dependencies.dependencies);
    ASSERT_EQ(EncodeGraph(*back), EncodeGraph(graph));
  }
}

// Bytes that were damaged in any one place are refused or are a graph whose
// every number is within bounds; nothing crashes.
TEST_F(GraphStoreTest, DamagedBytesAreNoGraph) {
  const std::string bytes = EncodeGraph(Small());
  int refused = 0;
  for (size_t i = 0; i < bytes.size(); ++i) {
    for (const int value : {0, 1, 0x7f, 0x80, 0xff}) {
      std::string damaged = bytes;
      damaged[i] = static_cast<char>(value);
      if (!DecodeGraph(damaged).has_value()) ++refused;
    }
    if (!DecodeGraph(bytes.substr(0, i)).has_value()) ++refused;
  }
  EXPECT_GT(refused, 100);
}

TEST_F(GraphStoreTest, ADamagedFileIsReplaced) {
  ASSERT_TRUE(store_.Save("a..b", Small()).ok());
  Write("this is no database at all, and has never been one");
  EXPECT_FALSE(store_.Load("a..b").has_value());
  ASSERT_TRUE(store_.Save("a..b", Small()).ok());
  EXPECT_TRUE(store_.Load("a..b").has_value());
}

TEST_F(GraphStoreTest, AGraphWhoseBytesChangedIsNotGiven) {
  ASSERT_TRUE(store_.Save("a..b", Small()).ok());
  std::string bytes = Bytes();
  const size_t name = bytes.find("stop_timer");
  ASSERT_NE(name, std::string::npos);
  bytes[name] = 'S';
  Write(bytes);
  EXPECT_FALSE(store_.Load("a..b").has_value());
}

TEST_F(GraphStoreTest, LetsGoOfWhatWasNotAskedForLongest) {
  for (int i = 0; i < GraphStore::kMostGraphs; ++i) {
    ASSERT_TRUE(store_.Save(absl::StrCat("key ", i), Small()).ok());
  }
  EXPECT_TRUE(store_.Load("key 0").has_value());  // asked for again
  ASSERT_TRUE(store_.Save("one more", Small()).ok());
  EXPECT_TRUE(store_.Load("key 0").has_value());
  EXPECT_FALSE(store_.Load("key 1").has_value());
  EXPECT_TRUE(store_.Load("key 2").has_value());
}

TEST_F(GraphStoreTest, SaysWhereItCannotWrite) {
  const GraphStore nowhere("/dev/null/graphs.db");
  EXPECT_FALSE(nowhere.Save("a..b", Small()).ok());
  EXPECT_FALSE(nowhere.Load("a..b").has_value());
}

// A graph that was kept is used without looking at the commits again. So when
// this fails because the finder finds something else than before, raise
// kGraphVersion and put the new digest here.
TEST_F(GraphStoreTest, TheVersionSaysWhatTheFinderFinds) {
  std::mt19937_64 random(20061026);
  std::string all;
  for (int i = 0; i < 500; ++i) {
    KeptGraph graph;
    graph.dependencies = Generated(&random);
    absl::StrAppend(&all, HashBlob(EncodeGraph(graph)).Hex());
  }
  EXPECT_EQ(absl::StrCat(kGraphVersion, " ", HashBlob(all).Hex()),
            "1 09ad6dbdddd73fb34134304f0f2b5fa09a8f17d0");
}

}  // namespace
}  // namespace patchgraph
