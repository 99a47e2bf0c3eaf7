// What a maintainer expects to be resolved, a case each, asked of all resolvers
// at once: the answer is among the candidates, and it is the resolver that is
// made for it that says so.

#include "engine/resolve/all_resolvers.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/resolve/candidates.h"
#include "engine/resolve/test_conflict.h"

namespace patchgraph {
namespace {

struct Expected {
  std::string what;
  std::string resolver;
  std::string path;
  std::string base;
  std::string ours;
  std::string theirs;
  std::string text;  // in the conflict's place
};

void PrintTo(const Expected& expected, std::ostream* out) {
  *out << expected.what;
}

bool Says(const FileConflict& conflict, const std::string& resolver,
          absl::string_view text) {
  const std::vector<Candidate> candidates =
      CandidatesFor(conflict, AllResolvers());
  return std::any_of(
      candidates.begin(), candidates.end(), [&](const Candidate& candidate) {
        return candidate.text == text &&
               std::any_of(candidate.voices.begin(), candidate.voices.end(),
                           [&](const Voice& voice) {
                             return voice.resolver == resolver;
                           });
      });
}

class AllResolversTest : public testing::TestWithParam<Expected> {};

TEST_P(AllResolversTest, TheAnswerIsThere) {
  const Expected& want = GetParam();
  const TestMerge merge(want.base, want.ours, want.theirs);
  ASSERT_EQ(merge.merge.conflicts(ConflictStyle::kDiff3), 1);
  EXPECT_TRUE(Says(merge.Conflict(want.path), want.resolver, want.text));
}

TEST_P(AllResolversTest, TheAnswerIsThereWithTheSidesTurned) {
  const Expected& want = GetParam();
  const TestMerge turned(want.base, want.theirs, want.ours);
  EXPECT_TRUE(Says(turned.Conflict(want.path), want.resolver, want.text));
}

// Who merges the settled file again with one of the sides finds nothing to do.
TEST_P(AllResolversTest, TheAnswerStays) {
  const Expected& want = GetParam();
  const TestMerge merge(want.base, want.ours, want.theirs);
  const FileConflict conflict = merge.Conflict(want.path);
  const MergeRegion& region = merge.merge.met[conflict.region];
  const absl::string_view ours = merge.merge.ours.text();
  const std::string settled =
      std::string(ours.substr(0, merge.merge.ours.StartOf(region.ours.begin))) +
      want.text +
      std::string(ours.substr(merge.merge.ours.StartOf(region.ours.end)));
  const TestMerge again(want.ours, settled, want.ours);
  EXPECT_TRUE(again.merge.clean());
}

INSTANTIATE_TEST_SUITE_P(
    Each, AllResolversTest,
    testing::Values(
        Expected{"one contains the other", "same-change", "fan.c",
                 "top\nint a;\nend\n", "top\nlong a;\nend\n",
                 "top\nlong a;\nlong b;\nend\n", "long a;\nlong b;\n"},
        Expected{"blanks on the one side", "layout-only", "fan.c",
                 "top\nif (x) go(a);\nend\n", "top\nif (x)\n\tgo(a);\nend\n",
                 "top\nwhile (y) stay(b);\nend\n", "while (y) stay(b);\n"},
        Expected{
            "comments on the one side", "comment-only", "fan.c",
            "top\ngo(a); /* fast */\nend\n", "top\ngo(a); /* slowly */\nend\n",
            "top\nrun(b, c); /* fast */\nend\n", "run(b, c); /* slowly */\n"},
        Expected{"edits that touch", "touching-edits", "fan.c",
                 "top\nint a;\nint b;\nend\n", "top\nlong a;\nint b;\nend\n",
                 "top\nint a;\nlong b;\nend\n", "long a;\nlong b;\n"},
        Expected{"words of one line", "token-merge", "fan.c",
                 "top\nret = probe(card, irq, port);\nend\n",
                 "top\nerr = probe(card, irq, port);\nend\n",
                 "top\nret = probe(card, irq, base);\nend\n",
                 "err = probe(card, irq, base);\n"},
        Expected{"includes that are sorted", "added-together", "fan.c",
                 "#include <a.h>\n#include <b.h>\n#include <z.h>\n",
                 "#include <a.h>\n#include <b.h>\n#include <d.h>\n"
                 "#include <z.h>\n",
                 "#include <a.h>\n#include <b.h>\n#include <c.h>\n"
                 "#include <z.h>\n",
                 "#include <c.h>\n#include <d.h>\n"},
        Expected{"what a Kconfig entry selects", "added-together",
                 "drivers/Kconfig", "config FAN\n\tbool\nend\n",
                 "config FAN\n\tbool\n\tselect LAMP\nend\n",
                 "config FAN\n\tbool\n\tselect BUS\nend\n",
                 "\tselect LAMP\n\tselect BUS\n"},
        Expected{"entries of Kconfig", "added-together", "drivers/Kconfig",
                 "menu \"Demo\"\n\nendmenu\n",
                 "menu \"Demo\"\n\nconfig FAN\n\tbool \"Fan\"\n\tdefault n\n\n"
                 "endmenu\n",
                 "menu \"Demo\"\n\nconfig LAMP\n\tbool \"Lamp\"\n\tdefault n\n"
                 "\nendmenu\n",
                 "config FAN\n\tbool \"Fan\"\n\tdefault n\n\nconfig LAMP\n"
                 "\tbool \"Lamp\"\n\tdefault n\n\n"},
        Expected{"objects, a line each", "added-together", "drivers/Makefile",
                 "obj-y += a.o\nend:\n", "obj-y += a.o\nobj-y += b.o\nend:\n",
                 "obj-y += a.o\nobj-y += c.o\nend:\n",
                 "obj-y += b.o\nobj-y += c.o\n"},
        Expected{"objects in one line", "added-words", "drivers/Makefile",
                 "top:\nobj-y := a.o\nend:\n", "top:\nobj-y := a.o b.o\nend:\n",
                 "top:\nobj-y := a.o c.o\nend:\n", "obj-y := a.o b.o c.o\n"},
        Expected{"entries of MAINTAINERS", "added-together", "MAINTAINERS",
                 "A BUS\nS:\tOdd\n\nB BUS\nS:\tOdd\n\nZ BUS\nS:\tOdd\n",
                 "A BUS\nS:\tOdd\n\nB BUS\nS:\tOdd\n\nM FAN\nL:\tx\nS:\tOdd\n\n"
                 "Z BUS\nS:\tOdd\n",
                 "A BUS\nS:\tOdd\n\nB BUS\nS:\tOdd\n\nD LAMP\nL:\tx\nS:\tOdd\n"
                 "\nZ BUS\nS:\tOdd\n",
                 "D LAMP\nL:\tx\nS:\tOdd\n\nM FAN\nL:\tx\nS:\tOdd\n\n"},
        Expected{"fields of a table", "added-together", "fan.c",
                 "\t.open = fan_open,\n};\n",
                 "\t.open = fan_open,\n\t.poll = fan_poll,\n};\n",
                 "\t.open = fan_open,\n\t.read = fan_read,\n};\n",
                 "\t.poll = fan_poll,\n\t.read = fan_read,\n"},
        Expected{"names of an enum", "added-together", "fan.h",
                 "\tFAN_OFF,\n};\n", "\tFAN_OFF,\n\tFAN_SLOW,\n};\n",
                 "\tFAN_OFF,\n\tFAN_FAST,\n};\n", "\tFAN_SLOW,\n\tFAN_FAST,\n"},
        Expected{"cases that do the same", "added-together", "fan.c",
                 "\tcase FAN_A:\n\t\tspin();\n",
                 "\tcase FAN_A:\n\tcase FAN_B:\n\t\tspin();\n",
                 "\tcase FAN_A:\n\tcase FAN_C:\n\t\tspin();\n",
                 "\tcase FAN_B:\n\tcase FAN_C:\n"},
        Expected{"system calls of one number", "added-together", "unistd.h",
                 "#define NR_a 7\n#define NR_calls 8\n",
                 "#define NR_a 7\n#define NR_b 8\n#define NR_calls 9\n",
                 "#define NR_a 7\n#define NR_c 8\n#define NR_calls 9\n",
                 "#define NR_b 8\n#define NR_c 9\n#define NR_calls 10\n"},
        Expected{"a function's new name", "carried-renames", "fan.c",
                 "top\nspin(a);\nmid\nspin(b);\nend\n",
                 "top\nfan_spin(a);\nmid\nfan_spin(b);\nend\n",
                 "top\nif (a)\n\tspin(a, 1);\nmid\nspin(b);\nend\n",
                 "if (a)\n\tfan_spin(a, 1);\n"},
        Expected{"a field's new name", "carried-renames", "fan.c",
                 "top\nx = fan->rate;\nend\n", "top\nx = fan->speed;\nend\n",
                 "top\nx = fan->rate * 2 + fan->rate % 7;\nend\n",
                 "x = fan->speed * 2 + fan->speed % 7;\n"},
        Expected{"a header's new name", "carried-renames", "fan.c",
                 "top\n#include <demo/fan.h>\nend\n",
                 "top\n#include <demo/blower.h>\nend\n",
                 "top\n#ifdef DEMO\n#include <demo/fan.h>\n#endif\nend\n",
                 "#ifdef DEMO\n#include <demo/blower.h>\n#endif\n"},
        Expected{"upstream's edit in a line that a fork changed", "token-merge",
                 "fan-demo.c", "top\nset_rate(fan, LOW, now);\nend\n",
                 "top\ndemo_set_rate(fan, LOW, now);\nend\n",
                 "top\nset_rate(fan, LOW, later(now));\nend\n",
                 "demo_set_rate(fan, LOW, later(now));\n"}));

// Nobody but a person says who keeps the number.
TEST(AllResolvers, ACollisionOfNumbersNeedsADecision) {
  const TestMerge merge(
      "\t.long sys_a\t/* 7 */\nend:\n",
      "\t.long sys_a\t/* 7 */\n\t.long sys_b\t/* 8 */\nend:\n",
      "\t.long sys_a\t/* 7 */\n\t.long sys_c\t/* 8 */\nend:\n");
  const auto candidates =
      CandidatesFor(merge.Conflict("kernel/table.S"), AllResolvers());
  EXPECT_TRUE(std::any_of(candidates.begin(), candidates.end(),
                          [](const Candidate& candidate) {
                            return candidate.voices.front().needs_decision;
                          }));
}

}  // namespace
}  // namespace patchgraph
