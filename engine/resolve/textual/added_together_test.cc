#include "engine/resolve/textual/added_together.h"

#include <string>
#include <vector>

#include "engine/resolve/textual/test_conflict.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const AddedTogether kResolver;

TEST(AddedTogether, BothOrdersOfWhatHasNone) {
  EXPECT_THAT(
      Suggested(kResolver, "top\nbottom\n", "top\nlock(card);\nbottom\n",
                "top\nwake(queue);\nbottom\n"),
      ElementsAre("lines, ours first: lock(card);\nwake(queue);\n",
                  "lines, theirs first: wake(queue);\nlock(card);\n"));
}

TEST(AddedTogether, EditsBesideAreMadeAsWell) {
  EXPECT_THAT(Suggested(kResolver, "top\nint a;\nbottom\n",
                        "top\nint a;\nlock(card);\nbottom\n",
                        "top\nlong a;\nwake(queue);\nbottom\n"),
              IsEmpty());
  EXPECT_THAT(Suggested(kResolver, "top\nint a;\nint b;\nbottom\n",
                        "top\nlong a;\nint b;\nlock(card);\nbottom\n",
                        "top\nint a;\nint b;\nwake(queue);\nbottom\n"),
              ElementsAre("lines, ours first: lock(card);\nwake(queue);\n",
                          "lines, theirs first: wake(queue);\nlock(card);\n"));
}

TEST(AddedTogether, ASortedListStaysSorted) {
  const char* base =
      "#include <demo/bus.h>\n#include <demo/card.h>\n#include <demo/queue.h>\n"
      "#include <demo/zone.h>\n";
  const char* ours =
      "#include <demo/bus.h>\n#include <demo/card.h>\n#include <demo/irq.h>\n"
      "#include <demo/lock.h>\n#include <demo/queue.h>\n#include "
      "<demo/zone.h>\n";
  const char* theirs =
      "#include <demo/bus.h>\n#include <demo/card.h>\n#include <demo/kick.h>\n"
      "#include <demo/queue.h>\n#include <demo/zone.h>\n";
  const char* sorted =
      "sorted: #include <demo/irq.h>\n#include <demo/kick.h>\n"
      "#include <demo/lock.h>\n";
  EXPECT_THAT(Suggested(kResolver, base, ours, theirs), ElementsAre(sorted));
  EXPECT_THAT(SuggestedSwapped(kResolver, base, ours, theirs),
              ElementsAre(sorted));
}

TEST(AddedTogether, AListThatIsNotSortedIsNotMadeSo) {
  EXPECT_THAT(
      Suggested(kResolver,
                "#include <demo/zone.h>\n#include <demo/card.h>\n"
                "#include <demo/bus.h>\nint x;\n",
                "#include <demo/zone.h>\n#include <demo/card.h>\n"
                "#include <demo/bus.h>\n#include <demo/lock.h>\nint x;\n",
                "#include <demo/zone.h>\n#include <demo/card.h>\n"
                "#include <demo/bus.h>\n#include <demo/irq.h>\nint x;\n"),
      ElementsAre("includes, ours first: #include <demo/lock.h>\n"
                  "#include <demo/irq.h>\n",
                  "includes, theirs first: #include <demo/irq.h>\n"
                  "#include <demo/lock.h>\n"));
}

TEST(AddedTogether, TheBlankLineBehindAListStaysBehindIt) {
  EXPECT_THAT(Suggested(kResolver, "top\nbottom\n",
                        "top\n#include <demo/lock.h>\n\nbottom\n",
                        "top\n#include <demo/irq.h>\nbottom\n"),
              ElementsAre("includes, ours first: #include <demo/lock.h>\n"
                          "#include <demo/irq.h>\n\n",
                          "includes, theirs first: #include <demo/irq.h>\n"
                          "#include <demo/lock.h>\n\n"));
}

TEST(AddedTogether, TheSameNextNumberIsGivenTwice) {
  EXPECT_THAT(
      Suggested(kResolver, "\tDEMO_UP = (1 << 0),\n};\n",
                "\tDEMO_UP = (1 << 0),\n\tDEMO_FAST = (1 << 1), /* we */\n};\n",
                "\tDEMO_UP = (1 << 0),\n\tDEMO_SAFE = (1 << 1), /* 7 */\n};\n"),
      ElementsAre("renumbered, theirs kept: \tDEMO_SAFE = (1 << 1), /* 7 */\n"
                  "\tDEMO_FAST = (1 << 2), /* we */\n",
                  "renumbered, ours kept: \tDEMO_FAST = (1 << 1), /* we */\n"
                  "\tDEMO_SAFE = (1 << 2), /* 7 */\n"));
}

TEST(AddedTogether, FlagsDoubleAndKeepTheirWidth) {
  EXPECT_THAT(
      Suggested(
          kResolver, "#define A 0x0400\nint x;\n",
          "#define A 0x0400\n#define LONGER 0x0800\nint x;\n",
          "#define A 0x0400\n#define C 0x0800\n#define D 0x1000\nint x;\n"),
      ElementsAre("renumbered, theirs kept: #define C 0x0800\n"
                  "#define D 0x1000\n#define LONGER 0x2000\n",
                  "renumbered, ours kept: #define LONGER 0x0800\n"
                  "#define C 0x1000\n#define D 0x2000\n"));
}

TEST(AddedTogether, NoNewNumberIsOneThatIsTaken) {
  const auto suggested = Suggested(kResolver, "#define A 1\n#define Z 3\n",
                                   "#define A 1\n#define B 2\n#define Z 3\n",
                                   "#define A 1\n#define C 2\n#define Z 3\n");
  for (const auto& text : suggested) {
    EXPECT_EQ(text.find("renumbered"), std::string::npos) << text;
  }
}

TEST(AddedTogether, NumbersThatDifferTellTheOrder) {
  EXPECT_THAT(
      Suggested(kResolver, "#define A 0x10\nint x;\n",
                "#define A 0x10\n#define C 0x31\n#define E 0x50\nint x;\n",
                "#define A 0x10\n#define B 0x30\n#define D 0x40\nint x;\n"),
      ElementsAre("numbered: #define B 0x30\n#define C 0x31\n"
                  "#define D 0x40\n#define E 0x50\n"));
}

TEST(AddedTogether, EntriesOfMaintainersAreSortedByTitle) {
  const std::string lamp =
      "DEMO LAMP\nP:\tAnn\nL:\tdemo@example.com\nS:\tMaintained\n\n";
  const std::string fan =
      "DEMO FAN\nP:\tBob\nL:\tdemo@example.com\nS:\tMaintained\n\n";
  const std::string head = "DEMO BUS\nS:\tOrphan\n\nDEMO CLOCK\nS:\tOrphan\n\n";
  const std::string tail =
      "Demo Motor\nS:\tOrphan\n\nDEMO ZONE\nS:\tOrphan\n\n";
  const std::vector<std::string> sorted = {"entries, sorted: " + fan + lamp};
  EXPECT_EQ(Suggested(kResolver, head + tail, head + lamp + tail,
                      head + fan + tail, "MAINTAINERS"),
            sorted);
  EXPECT_EQ(SuggestedSwapped(kResolver, head + tail, head + lamp + tail,
                             head + fan + tail, "MAINTAINERS"),
            sorted);
  // Elsewhere nobody knows what the paragraphs of a document are.
  EXPECT_THAT(Suggested(kResolver, head + tail, head + lamp + tail,
                        head + fan + tail, "Documentation/people.txt"),
              IsEmpty());
}

TEST(AddedTogether, EntriesThatDoNotFitInAreNotSorted) {
  EXPECT_THAT(
      Suggested(kResolver, "ZONE\nS:\tGone\n\nALARM\nS:\tGone\n",
                "ZONE\nS:\tGone\n\nLAMP\nS:\tOdd\n\nALARM\nS:\tGone\n",
                "ZONE\nS:\tGone\n\nFAN\nS:\tOdd\n\nALARM\nS:\tGone\n",
                "MAINTAINERS"),
      ElementsAre("entries, ours first: LAMP\nS:\tOdd\n\nFAN\nS:\tOdd\n\n",
                  "entries, theirs first: FAN\nS:\tOdd\n\nLAMP\nS:\tOdd\n\n"));
}

TEST(AddedTogether, NotTwoFormsOfOneEntry) {
  EXPECT_THAT(Suggested(kResolver, "ALARM\nS:\tGone\n\nZONE\nS:\tGone\n",
                        "ALARM\nS:\tGone\n\nFAN\nP:\tAnn\n\nZONE\nS:\tGone\n",
                        "ALARM\nS:\tGone\n\nFAN\nP:\tBob\n\nZONE\nS:\tGone\n",
                        "MAINTAINERS"),
              IsEmpty());
}

TEST(AddedTogether, WholeConfigEntriesStandOneBehindTheOther) {
  const std::string lamp =
      "config DEMO_LAMP\n\ttristate \"Lamp\"\n\tdepends on PCI\n"
      "\thelp\n\t  Lights.\n\n\t  Say N.\n\n";
  const std::string fan =
      "config DEMO_FAN\n\ttristate \"Fan\"\n\tdepends on PCI\n\n";
  const std::string head = "menu \"Demo\"\n\n";
  const std::string tail = "endmenu\n";
  EXPECT_THAT(Suggested(kResolver, head + tail, head + lamp + tail,
                        head + fan + tail, "drivers/demo/Kconfig"),
              ElementsAre("entries, ours first: " + lamp + fan,
                          "entries, theirs first: " + fan + lamp));
  // What opens or closes a block is no entry.
  EXPECT_THAT(
      Suggested(kResolver, head + tail, head + lamp + "if DEMO\n" + tail,
                head + fan + tail, "drivers/demo/Kconfig"),
      IsEmpty());
}

TEST(AddedTogether, TheLastEntryIsSetApartFromTheOneBefore) {
  EXPECT_THAT(Suggested(kResolver, "config A\n\tbool\n\n",
                        "config A\n\tbool\n\nconfig C\n\tbool\n",
                        "config A\n\tbool\n\nconfig B\n\tbool\n", "Kconfig"),
              ElementsAre("entries, ours first: config C\n\tbool\n\n"
                          "config B\n\tbool\n",
                          "entries, theirs first: config B\n\tbool\n\n"
                          "config C\n\tbool\n"));
}

TEST(AddedTogether, ObjectsAndCasesAreLists) {
  EXPECT_THAT(
      Suggested(kResolver, "demo-objs := a.o \\\n\tz.o\n",
                "demo-objs := a.o \\\n\tlamp.o \\\n\tz.o\n",
                "demo-objs := a.o \\\n\tfan.o \\\n\tz.o\n", "demo/Makefile"),
      ElementsAre("rows, ours first: \tlamp.o \\\n\tfan.o \\\n",
                  "rows, theirs first: \tfan.o \\\n\tlamp.o \\\n"));
  EXPECT_THAT(
      Suggested(kResolver, "\tcase DEMO_A:\n\t\trun();\n",
                "\tcase DEMO_A:\n\tcase DEMO_C:\n\t\trun();\n",
                "\tcase DEMO_A:\n\tcase DEMO_B:\n\t\trun();\n"),
      ElementsAre("rows, ours first: \tcase DEMO_C:\n\tcase DEMO_B:\n",
                  "rows, theirs first: \tcase DEMO_B:\n\tcase DEMO_C:\n"));
}

TEST(AddedTogether, TwoSystemCallsOfOneNumber) {
  const char* base = "\t.long sys_a\t/* 7 */\nend:\n";
  const char* ours = "\t.long sys_a\t/* 7 */\n\t.long sys_b\t/* 8 */\nend:\n";
  const char* theirs = "\t.long sys_a\t/* 7 */\n\t.long sys_c\t/* 8 */\nend:\n";
  EXPECT_THAT(Suggested(kResolver, base, ours, theirs, "kernel/table.S"),
              ElementsAre("renumbered, theirs kept: \t.long sys_c\t/* 8 */\n"
                          "\t.long sys_b\t/* 9 */\n",
                          "renumbered, ours kept: \t.long sys_b\t/* 8 */\n"
                          "\t.long sys_c\t/* 9 */\n"));
  const TestConflict conflict(base, ours, theirs, "kernel/table.S");
  for (const Suggestion& one : kResolver.Resolve(conflict[0])) {
    EXPECT_TRUE(one.needs_decision) << one.kind;
  }
}

TEST(AddedTogether, TheCountBehindTheNumbersGoesUpAsWell) {
  EXPECT_THAT(
      Suggested(kResolver, "#define NR_a 7\n#define NR_calls 8\n",
                "#define NR_a 7\n#define NR_b 8\n#define NR_calls 9\n",
                "#define NR_a 7\n#define NR_c 8\n#define NR_calls 9\n"),
      ElementsAre("renumbered, theirs kept: #define NR_c 8\n#define NR_b 9\n"
                  "#define NR_calls 10\n",
                  "renumbered, ours kept: #define NR_b 8\n#define NR_c 9\n"
                  "#define NR_calls 10\n"));
}

TEST(AddedTogether, InATableThePlaceIsTheNumber) {
  const TestConflict conflict(
      "\t.long sys_a\nend:\n", "\t.long sys_a\n\t.long sys_b\nend:\n",
      "\t.long sys_a\n\t.long sys_c\nend:\n", "kernel/table.S");
  ASSERT_EQ(conflict.size(), 1);
  const auto suggested = kResolver.Resolve(conflict[0]);
  ASSERT_EQ(suggested.size(), 2);
  EXPECT_EQ(suggested[0].kind, "one number, ours first");
  EXPECT_TRUE(suggested[0].needs_decision);
}

TEST(AddedTogether, TheFieldsOfAStructureHaveNoNumbers) {
  EXPECT_THAT(Suggested(kResolver, "\t.top = 0,\n};\n",
                        "\t.top = 0,\n\t.wide = 1,\n};\n",
                        "\t.top = 0,\n\t.high = 1,\n};\n"),
              ElementsAre("rows, ours first: \t.wide = 1,\n\t.high = 1,\n",
                          "rows, theirs first: \t.high = 1,\n\t.wide = 1,\n"));
}

TEST(AddedTogether, NotWhereItIsTwoFormsOfOneText) {
  // A line that both bring.
  EXPECT_THAT(Suggested(kResolver, "top\nbottom\n",
                        "top\nlock(card);\nrun(it);\nbottom\n",
                        "top\nlock(card);\nwalk(home);\nbottom\n"),
              IsEmpty());
  // Mostly the same words.
  EXPECT_THAT(Suggested(kResolver, "top\nbottom\n",
                        "top\nif (no_card(x)) return warn(x);\nbottom\n",
                        "top\nif (no_card(x)) return fail(x);\nbottom\n"),
              IsEmpty());
  // Two values of one name.
  EXPECT_THAT(
      Suggested(kResolver, "top\nbottom\n", "top\n#define DEMO_MAX 7\nbottom\n",
                "top\n#define DEMO_MAX 9\nbottom\n"),
      IsEmpty());
}

TEST(AddedTogether, NotWhereOneSideEndsWithinItsLine) {
  EXPECT_THAT(Suggested(kResolver, "top\n", "top\none();", "top\ntwo();\n"),
              IsEmpty());
}

TEST(AddedTogether, NotWhereSomethingElseCollides) {
  EXPECT_THAT(Suggested(kResolver, "top\nint a;\nbottom\n",
                        "top\nlong a;\nbottom\n", "top\nshort a;\nbottom\n"),
              IsEmpty());
}

}  // namespace
}  // namespace patchgraph
