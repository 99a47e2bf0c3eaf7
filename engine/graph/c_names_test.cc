#include "engine/graph/c_names.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string Spelled(absl::string_view name, NameSpace space) {
  switch (space) {
    case NameSpace::kTag:
      return absl::StrCat("tag ", name);
    case NameSpace::kMember:
      return absl::StrCat("member ", name);
    case NameSpace::kOrdinary:
    case NameSpace::kHeader:
      break;
  }
  return std::string(name);
}

// What `text` defines, below the lines `above`.
std::vector<std::string> Defined(const std::string& text,
                                 const std::string& above = "") {
  const std::string file = above + text;
  CNames names;
  const absl::string_view all = file;
  ReadCNames(all.substr(0, above.size()), all.substr(above.size()), &names);
  std::vector<std::string> defined;
  for (const CDefinition& definition : names.definitions) {
    defined.push_back(absl::StrCat(Spelled(definition.name, definition.space),
                                   definition.file_only ? " (here)" : "",
                                   definition.declared_only ? " (said)" : ""));
  }
  return defined;
}

std::vector<std::string> Used(const std::string& text,
                              const std::string& above = "") {
  const std::string file = above + text;
  CNames names;
  const absl::string_view all = file;
  ReadCNames(all.substr(0, above.size()), all.substr(above.size()), &names);
  std::vector<std::string> used;
  for (const CUse& use : names.uses) {
    used.push_back(
        absl::StrCat(Spelled(use.name, use.space), use.called ? "()" : ""));
  }
  return used;
}

TEST(CNames, Functions) {
  EXPECT_THAT(Defined("int timer_stop(struct timer *timer)\n{\n"),
              ElementsAre("timer_stop"));
  EXPECT_THAT(Defined("static inline u32 *timer_base(int cpu)\n"),
              ElementsAre("timer_base (here)"));
  EXPECT_THAT(Defined("extern void timer_init(void);\n"),
              ElementsAre("timer_init (said)"));
  // The type on a line of its own, above the added line or in it.
  EXPECT_THAT(Defined("timer_stop(\n\tint cpu)\n", "static int\n"),
              ElementsAre("timer_stop (here)"));
  EXPECT_THAT(Defined("int\ntimer_stop(int cpu)\n"), ElementsAre("timer_stop"));
  // A call, and a macro that is called at file scope.
  EXPECT_THAT(Defined("\ttimer_stop(cpu);\n"), IsEmpty());
  EXPECT_THAT(Defined("EXPORT_SYMBOL(timer_stop);\n"), IsEmpty());
  EXPECT_THAT(Defined("\nregister_all(\n", "x = 3;\n"), IsEmpty());
}

TEST(CNames, VariablesTypesAndMacros) {
  EXPECT_THAT(Defined("#define TIMER_MAX 3\n"),
              ElementsAre("TIMER_MAX (here)"));
  EXPECT_THAT(Defined("static struct timer *timers[4];\n"),
              ElementsAre("timers (here)"));
  EXPECT_THAT(Defined("unsigned long timer_ticks = 5;\n"),
              ElementsAre("timer_ticks"));
  EXPECT_THAT(Defined("static DEFINE_SPINLOCK(timer_lock);\n"),
              ElementsAre("timer_lock (here)"));
  EXPECT_THAT(Defined("DEFINE_PER_CPU(struct timer, cpu_timer);\n"),
              ElementsAre("cpu_timer"));
  EXPECT_THAT(Defined("typedef int (*timer_fn)(int);\n"),
              ElementsAre("timer_fn (here)"));
  EXPECT_THAT(Defined("typedef struct {\n\tint cpu_number;\n} timer_t;\n"),
              ElementsAre("member cpu_number (here)", "timer_t (here)"));
  EXPECT_THAT(Defined("struct timer {\n\tint start, end;\n};\n"),
              ElementsAre("tag timer (here)", "member start (here)"));
  EXPECT_THAT(Defined("struct timer;\nstruct timer *now(void);\n"),
              ElementsAre("now (said)"));
  EXPECT_THAT(Defined("enum state {\n\tRUNNING,\n\tIDLE = 4,\n};\n"),
              ElementsAre("tag state (here)", "RUNNING (here)", "IDLE (here)"));
}

TEST(CNames, WhatTheLinesArePartOf) {
  EXPECT_THAT(
      Defined("\tunsigned int wait_count;\n", "struct timer {\n\tint cpu;\n"),
      ElementsAre("member wait_count (here)"));
  EXPECT_THAT(Defined("\tPAUSED,\n", "enum state {\n\tRUNNING,\n"),
              ElementsAre("PAUSED (here)"));
  // A local variable looks like a member.
  EXPECT_THAT(Defined("\tunsigned int wait_count;\n",
                      "int stop(void)\n{\n\tint cpu;\n"),
              IsEmpty());
  EXPECT_THAT(Used("wait_for_it();\n*/ then_go();\n", "/* begins\n"),
              ElementsAre("then_go()"));
  EXPECT_THAT(Used("go_on();\n", "/* a */\n"), ElementsAre("go_on()"));
  // A comment's line tells by its look, however far up the comment began.
  EXPECT_THAT(Used(" * wait_for_it() does\n"), IsEmpty());
}

TEST(CNames, Uses) {
  EXPECT_THAT(Used("\tif (timer_stop(cpu) == TIMER_MAX)\n"),
              ElementsAre("if()", "timer_stop()", "cpu", "TIMER_MAX"));
  EXPECT_THAT(Used("\tprintk(\"timer_stop(\\\"x\\\")\"); // timer_max\n"),
              ElementsAre("printk()"));
  EXPECT_THAT(Used("\ttimer->count = other.count;\n"),
              ElementsAre("timer", "member count", "other", "member count"));
  // Declared, not used.
  EXPECT_THAT(Used("\tstruct timer *count;\n"),
              ElementsAre("struct", "tag timer"));
  EXPECT_THAT(Used("out:\n"), IsEmpty());
  EXPECT_THAT(Used("#include <asm/timer.h>\n"), ElementsAre("<asm/timer.h>"));
  EXPECT_THAT(Used("#if TIMER_MAX > 3\n"), ElementsAre("TIMER_MAX"));
  EXPECT_THAT(Used("#error no timer here\n"), IsEmpty());
}

TEST(CNames, AnyBytesWillDo) {
  const std::string odd("\0\xff\"\\\n'\n/*\n#\n#define\n#include <\n}\n->\n",
                        31);
  Defined(odd);
  Used(odd, odd);
  Defined("\n", "\n");
  Defined("static", "static");
}

}  // namespace
}  // namespace patchgraph
