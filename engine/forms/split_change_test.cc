// A kernel of a few files, and a port of it that comes as one lump.

#include "engine/forms/split_change.h"

#include <algorithm>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/forms/split_forks.h"
#include "engine/forms/split_references.h"
#include "engine/model/empty_tree.h"
#include "engine/model/overlay.h"
#include "engine/text/text_generator.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using TreeFiles = std::map<std::string, std::string>;

std::string Body(int first, int last) {
  std::string text;
  for (int i = first; i < last; ++i) {
    absl::StrAppend(&text, "int value_", i, " = ", i * i, ";\n");
  }
  return text;
}

std::shared_ptr<Overlay> TreeFrom(const TreeFiles& files) {
  auto tree = std::make_shared<Overlay>(std::make_shared<EmptyTree>(), "base");
  for (const auto& [path, text] : files) {
    tree->Put(path, {FileMode::kRegular, Blob::FromBytes(text)});
  }
  return tree;
}

absl::optional<FileState> StateOf(const TreeFiles& files,
                                  const std::string& path) {
  const auto file = files.find(path);
  if (file == files.end()) return absl::nullopt;
  return FileState{FileMode::kRegular, Blob::FromBytes(file->second)};
}

std::vector<FileVersions> Between(const TreeFiles& before,
                                  const TreeFiles& after) {
  std::set<std::string> paths;
  for (const TreeFiles* files : {&before, &after}) {
    for (const auto& [path, text] : *files) paths.insert(path);
  }
  std::vector<FileVersions> changes;
  for (const std::string& path : paths) {
    FileVersions file{path, path, StateOf(before, path), StateOf(after, path)};
    if (file.Changes()) changes.push_back(std::move(file));
  }
  return changes;
}

std::vector<SplitPart> Split(const TreeFiles& before, const TreeFiles& after) {
  const auto parts =
      SplitChange(Between(before, after), *TreeFrom(before), "port");
  EXPECT_TRUE(parts.ok()) << parts.status();
  return parts.ok() ? *parts : std::vector<SplitPart>();
}

std::vector<std::string> Subjects(const std::vector<SplitPart>& parts) {
  std::vector<std::string> subjects;
  subjects.reserve(parts.size());
  for (const SplitPart& part : parts) {
    subjects.push_back(part.message.substr(0, part.message.find('\n')));
  }
  return subjects;
}

const TreeFiles& Kernel() {
  static const TreeFiles* const kFiles = new TreeFiles{
      {"Makefile", "obj-y += kernel/ drivers/\n"},
      {"arch/tiny/Makefile", "obj-y += time.o\n"},
      {"arch/tiny/time.c", "#include <asm/page.h>\n" + Body(0, 40)},
      {"include/asm-tiny/page.h", Body(100, 130)},
      {"include/linux/sched.h", "#include <asm/page.h>\n"},
      {"kernel/Makefile", "obj-y += fork.o\n"},
      {"kernel/fork.c", "#include <linux/sched.h>\n"},
      {"drivers/Makefile", "obj-y += char/\n"},
      {"drivers/Kconfig", "source \"drivers/char/Kconfig\"\n"},
      {"drivers/char/Makefile", "\n"},
      {"drivers/char/Kconfig", "\n"},
  };
  return *kFiles;
}

TreeFiles Port() {
  TreeFiles files = Kernel();
  files["arch/tiny/Makefile"] =
      "obj-y += time.o\nobj-$(GUEST) += time-guest.o\n";
  files["arch/tiny/time-guest.c"] =
      "#include <asm/page.h>\n#include <guest/call.h>\n" + Body(5, 40);
  files["include/asm-tiny/mach-guest/asm/page.h"] =
      "#include <guest/call.h>\n" + Body(100, 128);
  files["include/guest/call.h"] = "int call(void);\n";
  files["include/linux/sched.h"] += "#include <guest/call.h>\n";
  files["kernel/fork.c"] += "#include <guest/call.h>\n";
  files["drivers/Makefile"] += "obj-$(GUEST) += guest/\n";
  files["drivers/Kconfig"] += "source \"drivers/guest/Kconfig\"\n";
  files["drivers/guest/Makefile"] = "obj-y += block/\n";
  files["drivers/guest/Kconfig"] = "config GUEST\n";
  files["drivers/guest/block/Makefile"] = "obj-y := disk.o\ndisk-y := main.o\n";
  files["drivers/guest/block/main.c"] = "#include \"disk.h\"\n";
  files["drivers/guest/block/disk.h"] = "#include <guest/call.h>\n";
  files["arch/tiny/defconfig"] = "CONFIG_GUEST=y\n";
  return files;
}

TEST(SplitChange, ByComponentInAnOrderThatBuilds) {
  EXPECT_THAT(
      Subjects(Split(Kernel(), Port())),
      ElementsAre("include/guest: new headers", "include/linux: header edits",
                  "include/asm-tiny/mach-guest/asm/page.h: fork of "
                  "include/asm-tiny/page.h",
                  "kernel: edits",
                  "arch/tiny/time-guest.c: fork of arch/tiny/time.c",
                  "drivers/guest/block: new driver", "arch/tiny: build files",
                  "drivers/guest: build files", "drivers: build files",
                  "default configurations"));
}

TEST(SplitChange, AForkSaysWhatItWasMadeFrom) {
  const auto parts = Split(Kernel(), Port());
  const auto fork =
      std::find_if(parts.begin(), parts.end(), [](const SplitPart& part) {
        return part.name == "fork-arch-tiny-time-guest.c.patch";
      });
  ASSERT_NE(fork, parts.end());
  EXPECT_THAT(fork->message, HasSubstr("arch/tiny/time-guest.c was made from "
                                       "arch/tiny/time.c: 8"));
  EXPECT_THAT(fork->message, HasSubstr("A part of port, with 1 file."));
}

TEST(SplitChange, AForkTakesItsOriginalsChangeWithIt) {
  TreeFiles port = Port();
  port["arch/tiny/time.c"] += "/* see time-guest.c */\n";
  for (const SplitPart& part : Split(Kernel(), port)) {
    if (part.name != "fork-arch-tiny-time-guest.c.patch") continue;
    ASSERT_EQ(part.files.size(), 2U);
    EXPECT_EQ(part.files[1].new_path, "arch/tiny/time.c");
  }
}

TEST(SplitChange, ComponentsThatNeedEachOtherAreOne) {
  const TreeFiles after = {
      {"include/one/a.h", "#include <two/b.h>\n"},
      {"include/two/b.h", "#include <one/c.h>\n"},
      {"include/one/c.h", "\n"},
  };
  EXPECT_THAT(Subjects(Split({}, after)),
              ElementsAre("include/one: new headers, and 1 more"));
}

TEST(SplitChange, WhatGoesAwayGoesAfterItsUsers) {
  const TreeFiles before = {{"include/old/a.h", "\n"},
                            {"lib/z.c", "#include <old/a.h>\n"}};
  EXPECT_THAT(Subjects(Split(before, {{"lib/z.c", "\n"}})),
              ElementsAre("lib: edits", "include/old: header edits"));
}

TEST(FindForks, ByNameAndByContent) {
  const TreeFiles before = {{"a/time.c", Body(0, 40)},
                            {"a/mach-one/irq.h", Body(50, 90)},
                            {"a/old.c", Body(200, 260)}};
  TreeFiles after = before;
  after["a/time_two.c"] = Body(0, 35);
  after["a/mach-two/irq.h"] = Body(50, 85);
  after["a/renewed.c"] = Body(200, 250);
  after["a/time-other.c"] = Body(900, 950);
  const auto forks = FindForks(Between(before, after), *TreeFrom(before));
  ASSERT_TRUE(forks.ok());
  std::map<std::string, std::string> found;
  for (const auto& [path, fork] : *forks) found[path] = fork.original;
  EXPECT_EQ(found, (std::map<std::string, std::string>{
                       {"a/time_two.c", "a/time.c"},
                       {"a/mach-two/irq.h", "a/mach-one/irq.h"},
                       {"a/renewed.c", "a/old.c"}}));
  EXPECT_FALSE(forks->at("a/renewed.c").by_name);
}

TEST(ReferencesIn, IncludesObjectsAndSources) {
  const auto paths = [](absl::string_view path, absl::string_view text) {
    std::vector<std::string> all;
    for (const FileReference& reference : ReferencesIn(path, text)) {
      all.insert(all.end(), reference.paths.begin(), reference.paths.end());
    }
    return all;
  };
  EXPECT_THAT(paths("arch/tiny/a.c", " # include <asm/x.h>\n"),
              ElementsAre("include/asm/x.h", "include/asm-tiny/x.h",
                          "arch/tiny/include/asm/x.h"));
  EXPECT_THAT(paths("drivers/a/b.c", "#include \"../c.h\"\n"),
              ElementsAre("drivers/c.h", "c.h"));
  EXPECT_THAT(paths("lib/Makefile", "obj-y += a.o \\\n z/\nb-objs := c.o\n"),
              ElementsAre("lib/a.c", "lib/a.S", "lib/a.s", "lib/z/Makefile",
                          "lib/z/Kbuild", "lib/c.c", "lib/c.S", "lib/c.s"));
  EXPECT_THAT(paths("lib/Kconfig", "source lib/a/Kconfig\n"),
              ElementsAre("lib/a/Kconfig"));
}

// An oracle that knows nothing of the code's: what a file names has to stand in
// the tree so far, if it stands in the tree in the end.
void ExpectNothingIsMissing(const TreeFiles& so_far, const TreeFiles& in_end) {
  const auto expect = [&](const std::string& user, const std::string& used) {
    if (in_end.count(used) > 0) {
      EXPECT_EQ(so_far.count(used), 1U) << user << " needs " << used;
    }
  };
  for (const auto& [path, text] : so_far) {
    const std::string folder = path.substr(0, path.rfind('/') + 1);
    for (const std::string& line :
         std::vector<std::string>(absl::StrSplit(text, '\n'))) {
      const std::vector<std::string> words = absl::StrSplit(line, ' ');
      const std::string& last = words.back();
      if (absl::StartsWith(line, "#include <")) {
        expect(path, "include/" + last.substr(1, last.size() - 2));
      } else if (absl::StartsWith(line, "#include \"")) {
        expect(path, folder + last.substr(1, last.size() - 2));
      } else if (absl::StartsWith(line, "obj-y += ")) {
        expect(path, last.back() == '/'
                         ? folder + last + "Makefile"
                         : folder + last.substr(0, last.size() - 1) + "c");
      }
    }
  }
}

TEST(SplitChange, EveryPrefixOfARandomPortHasWhatItNames) {
  const std::uint64_t seed = TestSeed(20060403);
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  std::mt19937_64 random(seed);
  const std::vector<std::string> folders = {
      "include/a/", "include/b/",   "include/linux/", "drivers/x/",
      "drivers/y/", "drivers/x/z/", "kernel/",        "arch/tiny/"};
  size_t most = 0;
  for (int round = 0; round < 200; ++round) {
    TreeFiles before;
    TreeFiles after;
    std::vector<std::string> headers;
    std::vector<std::string> sources;
    for (int i = 0; i < 30; ++i) {
      const std::string& folder = folders[random() % folders.size()];
      const bool header = random() % 2 == 0;
      const std::string path =
          absl::StrCat(folder, "f", i, header ? ".h" : ".c");
      (header ? headers : sources).push_back(path);
      if (random() % 3 == 0) before[path] = "old\n";
      after[path] = absl::StrCat("new ", i, "\n");
    }
    for (auto& [path, text] : after) {
      for (int uses = static_cast<int>(random() % 3); uses > 0; --uses) {
        const std::string& used = headers[random() % headers.size()];
        if (absl::StartsWith(used, "include/")) {
          absl::StrAppend(&text, "#include <", used.substr(8), ">\n");
        }
      }
    }
    for (const std::string& path : sources) {
      const size_t slash = path.rfind('/');
      absl::StrAppend(
          &after[path.substr(0, slash + 1) + "Makefile"],
          "obj-y += ", path.substr(slash + 1, path.size() - slash - 2), "o\n");
    }
    after["drivers/Makefile"] = "obj-y += x/\nobj-y += y/\n";
    if (random() % 2 == 0) before["drivers/Makefile"] = "\n";
    const auto parts = Split(before, after);
    most = std::max(most, parts.size());
    TreeFiles so_far = before;
    for (const SplitPart& part : parts) {
      for (const FileVersions& file : part.files) {
        so_far[file.new_path] = **file.after->blob.Read();
      }
      ASSERT_NO_FATAL_FAILURE(ExpectNothingIsMissing(so_far, after))
          << "round " << round << ", " << part.name;
      if (HasFailure()) return;
    }
    ASSERT_EQ(so_far, after);
  }
  EXPECT_GT(most, 5U);
}

}  // namespace
}  // namespace patchgraph
