#include "engine/report/maintainability/include_counts.h"

#include <functional>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/model/empty_tree.h"
#include "engine/model/overlay.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::ElementsAre;
using testing::Pair;

using Files = std::map<std::string, std::string>;

IncludeCounts Count(const Files& files,
                    const std::vector<std::string>& headers) {
  Overlay tree(std::make_shared<EmptyTree>(), "tree");
  for (const auto& [path, text] : files) {
    FileState state;
    state.blob = Blob::FromBytes(text);
    tree.Put(path, state);
  }
  const auto counts = CountIncludes(tree, headers);
  EXPECT_TRUE(counts.ok()) << counts.status();
  return counts.ok() ? *counts : IncludeCounts();
}

TEST(IncludesIn, ReadsDirectivesAlone) {
  EXPECT_THAT(IncludesIn("#include <linux/a.h>\n"
                         "  #\tinclude\t\"b.h\" /* why */\n"
                         "x = '#'; # include <no.h>\n"
                         "#include MACRO\n"
                         "#include <open\n"
                         "#include \"\"\n"
                         "#define include <no.h>\n"
                         "#include<c.h>"),
              ElementsAre(Pair("linux/a.h", false), Pair("b.h", true),
                          Pair("c.h", false)));
}

TEST(CountIncludes, FollowsHeadersThroughOthers) {
  const IncludeCounts counts =
      Count({{"include/linux/a.h", ""},
             {"include/linux/b.h", "#include <linux/a.h>\n"},
             {"include/linux/c.h", "#include <linux/b.h>\n"},
             {"kernel/one.c", "#include <linux/c.h>\n"},
             {"kernel/two.c", "#include <linux/a.h>\n"},
             {"kernel/three.S", "#include <linux/b.h>\n"},
             {"kernel/four.c", ""},
             {"README", "#include <linux/a.h>\n"}},
            {"include/linux/a.h", "include/linux/c.h", "include/none.h"});
  EXPECT_EQ(counts.sources, 4);
  EXPECT_THAT(counts.included_by, ElementsAre(3, 1, 0));
}

TEST(CountIncludes, TakesAsmFromTheArchitecture) {
  const IncludeCounts counts =
      Count({{"include/asm-pebble/page.h", ""},
             {"include/asm-cairn/page.h", ""},
             {"include/linux/mm.h", "#include <asm/page.h>\n"},
             {"arch/pebble/mm.c", "#include <linux/mm.h>\n"},
             {"arch/cairn/mm.c", "#include <linux/mm.h>\n"},
             {"mm/all.c", "#include <linux/mm.h>\n"}},
            {"include/asm-pebble/page.h", "include/linux/mm.h"});
  // What all architectures build, this one builds, too.
  EXPECT_THAT(counts.included_by, ElementsAre(2, 3));
}

TEST(CountIncludes, LooksForQuotesBesideTheFile) {
  const IncludeCounts counts =
      Count({{"drivers/net/card.h", ""},
             {"drivers/net/card.c", "#include \"card.h\"\n"},
             {"drivers/usb/card.c", "#include \"../net/card.h\"\n"},
             {"drivers/char/card.c", "#include \"card.h\"\n"}},
            {"drivers/net/card.h"});
  EXPECT_THAT(counts.included_by, ElementsAre(2));
}

TEST(CountIncludes, EndsWhereHeadersIncludeEachOther) {
  const IncludeCounts counts =
      Count({{"include/a.h", "#include <b.h>\n#include <a.h>\n"},
             {"include/b.h", "#include <a.h>\n"},
             {"main.c", "#include <b.h>\n"}},
            {"include/a.h", "include/b.h"});
  EXPECT_THAT(counts.included_by, ElementsAre(1, 1));
}

// More than 64 headers that include each other at random, against a search from
// every source.
TEST(CountIncludes, AgreesWithASearchFromEverySource) {
  const unsigned seed = 20060617;
  std::mt19937 random(seed);
  for (int round = 0; round < 20; ++round) {
    const int headers = 1 + static_cast<int>(random() % 100);
    const int sources = 1 + static_cast<int>(random() % 30);
    Files files;
    std::map<std::string, std::set<std::string>> edges;
    std::vector<std::string> names;
    names.reserve(headers);
    for (int i = 0; i < headers; ++i) {
      names.push_back(absl::StrCat("include/linux/h", i, ".h"));
    }
    const auto include = [&](const std::string& path, int most) {
      std::string text;
      for (int i = static_cast<int>(random() % (most + 1)); i > 0; --i) {
        const int header = static_cast<int>(random() % headers);
        absl::StrAppend(&text, "#include <linux/h", header, ".h>\n");
        edges[path].insert(names[header]);
      }
      files[path] = text;
    };
    for (const std::string& name : names) include(name, 2);
    for (int i = 0; i < sources; ++i) {
      include(absl::StrCat("kernel/s", i, ".c"), 3);
    }
    std::map<std::string, int> expected;
    for (int i = 0; i < sources; ++i) {
      std::set<std::string> seen;
      const std::function<void(const std::string&)> visit =
          [&](const std::string& path) {
            for (const std::string& next : edges[path]) {
              if (seen.insert(next).second) visit(next);
            }
          };
      visit(absl::StrCat("kernel/s", i, ".c"));
      for (const std::string& header : seen) ++expected[header];
    }
    const IncludeCounts counts = Count(files, names);
    EXPECT_EQ(counts.sources, sources);
    for (int i = 0; i < headers; ++i) {
      EXPECT_EQ(counts.included_by[i], expected[names[i]])
          << "seed " << seed << ", round " << round << ", " << names[i];
    }
  }
}

}  // namespace
}  // namespace patchgraph
