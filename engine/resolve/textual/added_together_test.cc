#include "engine/resolve/textual/added_together.h"

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
