#include "rules/policy.h"

#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

TEST(KernelRules, KnowTheSubsystemOfAPath) {
  const absl::StatusOr<Policy> rules = Policy::Kernel();
  ASSERT_TRUE(rules.ok()) << rules.status();
  struct Case {
    const char* path;
    const char* subsystem;
  };
  for (const Case& test : {
           Case{"arch/i386/Kconfig", "arch/i386"},
           Case{"arch/x86/kernel/smp.c", "arch/x86"},
           Case{"include/asm-i386/bitops.h", "arch/i386"},
           Case{"include/asm-generic/pgtable.h", "arch/generic"},
           Case{"drivers/char/tpm/tpm.c", "drivers/char"},
           Case{"drivers/Kconfig", "drivers"},
           Case{"fs/ext3/inode.c", "fs/ext3"},
           Case{"fs/Kconfig", "fs"},
           Case{"net/ipv4/tcp.c", "net/ipv4"},
           Case{"include/net/sock.h", "net"},
           Case{"include/linux/netfilter_ipv4/ip_nat.h", "net"},
           Case{"include/linux/mm.h", "memory management"},
           Case{"mm/slab.c", "memory management"},
           Case{"kernel/sched.c", "locking and scheduling"},
           Case{"kernel/fork.c", "kernel"},
           Case{"include/linux/fs.h", "include/linux"},
           Case{"Makefile", "build"},
           Case{".gitignore", "build"},
           Case{"scripts/Makefile.build", "build"},
           Case{"MAINTAINERS", "top level"},
           Case{"Documentation/timers.txt", "Documentation"},
       }) {
    EXPECT_EQ(rules->SubsystemOf(test.path), test.subsystem) << test.path;
  }
}

TEST(Subsystems, TheFirstThatFitsIsTaken) {
  const absl::StatusOr<Policy> rules = Policy::Parse(
      "subsystem { name: 'ours' path: 'vendor/.*' path: 'oem-.*' }\n"
      "subsystem { name: 'in \\\\1' path: '(\\\\w+)/.*' }\n",
      "rules.textproto");
  ASSERT_TRUE(rules.ok()) << rules.status();
  EXPECT_EQ(rules->SubsystemOf("vendor/a.c"), "ours");
  EXPECT_EQ(rules->SubsystemOf("oem-\xFC/a.c"), "ours");
  EXPECT_EQ(rules->SubsystemOf("mm/a.c"), "in mm");
  EXPECT_EQ(rules->SubsystemOf("a.c"), "other");
}

std::string ErrorOf(absl::string_view text) {
  return std::string(Policy::Parse(text, "rules.textproto").status().message());
}

TEST(Policy, ComplaintsNameThePlace) {
  EXPECT_EQ(ErrorOf("subsystem {\n  name: 'a'\n  pat: 'x'\n}\n"),
            "rules.textproto:3:6: unknown field `pat` in a subsystem; did you "
            "mean `path`?");
  EXPECT_THAT(ErrorOf("subsystem {\n  name: 'a'\n  path: 'x('\n}\n"),
              HasSubstr("rules.textproto:3:3: bad pattern: missing )"));
  EXPECT_THAT(ErrorOf("subsystem {\n  name: 'a\\\\2'\n  path: '(x)'\n}\n"),
              StartsWith("rules.textproto:3:3: the name does not fit"));
  EXPECT_THAT(ErrorOf("\nsubsystem { path: 'x' }\n"),
              StartsWith("rules.textproto:2:1: the subsystem has no name"));
  EXPECT_THAT(ErrorOf("subsystem {"), StartsWith("rules.textproto:1:12: "));
  EXPECT_EQ(ErrorOf("tag { name: 'a' path: '*.c' }"),
            "rules.textproto:1:17: bad pattern: no argument for repetition "
            "operator: *; a shell's * is .* here: \".*.c\"");
  EXPECT_THAT(ErrorOf("tag { name: 'a' path: '(?!x)' }"),
              HasSubstr("RE2 has no look-around"));
  EXPECT_THAT(ErrorOf("tag { name: 'a' path: '' }"),
              HasSubstr("1:17: an empty pattern"));
  EXPECT_THAT(ErrorOf("tag { name: 'a' }"), HasSubstr("fits nothing"));
  EXPECT_THAT(ErrorOf("owner { name: 'a' }"), HasSubstr("needs a name and a"));
  EXPECT_THAT(ErrorOf("subsystem { name: 'a' path: 'x' weight: -1 }"),
              HasSubstr("1:33: a weight is a number from 0 upwards"));
  EXPECT_THAT(ErrorOf("weight { finding: 'conflicts' weight: 2 }"),
              HasSubstr("no finding is a \"conflicts\"; did you mean "
                        "conflict"));
}

TEST(Policy, EveryComplaintHasALine) {
  EXPECT_EQ(ErrorOf("tag { name: 'a' path: 'x' }\n"
                    "tag { name: 'a' path: 'y' }\n"
                    "limit { name: 'l' finding: 'break' }\n"),
            "rules.textproto:2:1: there is a tag \"a\" already, at "
            "rules.textproto:1:1; give one of them another name\n"
            "rules.textproto:3:1: limit \"l\" bounds nothing: give it "
            "at_most, at_least, worse_by_at_most, worse_by_percent or "
            "new_at_most");
}

TEST(Policy, AllComplaintsAreNamedInTheirOrder) {
  EXPECT_EQ(ErrorOf("subsystm { name: 'a' }\n"
                    "tag { name: 'a' pth: 'x' }\n"),
            "rules.textproto:1:10: unknown field `subsystm` in this file; did "
            "you mean `subsystem`?\n"
            "rules.textproto:2:20: unknown field `pth` in a tag; did you mean "
            "`path`?");
  // Rules of one kind are looked at after those of another.
  EXPECT_EQ(
      ErrorOf("limit { name: 'a' finding: 'breaks' at_most: 1 }\n"
              "subsystem { name: 'a' path: '(' }\n"
              "limit { name: 'c' figure: 'brakes' at_most: 1 }\n"
              "tag { name: 'a' }\n"),
      "rules.textproto:1:19: no finding is a \"breaks\"; did you mean "
      "break?\n"
      "rules.textproto:2:23: bad pattern: missing ): (; a parenthesis "
      "itself is \\\\( in a string\n"
      "rules.textproto:3:19: there is no figure \"brakes\"; did you mean "
      "breaks?\n"
      "rules.textproto:4:1: tag \"a\" fits nothing: give it a path, hunk, "
      "message or symbol");
}

TEST(Examples, ThatCannotFailAreMistakes) {
  EXPECT_THAT(ErrorOf("example { path: 'mm/slab.c' }"),
              HasSubstr("1:1: the example expects nothing"));
  EXPECT_THAT(ErrorOf("example { gate { figure { name: 'breaks' } } }"),
              HasSubstr("the example expects nothing"));
  EXPECT_THAT(ErrorOf("example { gate { finding { kind: 'breaks' }\n"
                      "                 passes: 'no-new-break' } }"),
              HasSubstr("no finding is a \"breaks\"; did you mean break?"));
  EXPECT_THAT(ErrorOf("example { gate { baseline_figure { name: 'brakes' }\n"
                      "                 passes: 'no-new-break' } }"),
              HasSubstr("there is no figure \"brakes\"; did you mean breaks?"));
  EXPECT_THAT(ErrorOf("example { gate { day: '2006-9-1'\n"
                      "                 passes: 'no-new-break' } }"),
              HasSubstr("\"2006-9-1\" is no day"));
}

// The complaint about one limit, without its place.
std::string LimitError(absl::string_view fields) {
  return ErrorOf(absl::StrCat("limit { name: 'l' ", fields, " }"));
}

TEST(Limits, MistakesAreNamed) {
  EXPECT_EQ(ErrorOf("limit { finding: 'break' at_most: 0 }"),
            "rules.textproto:1:1: the limit has no name, such as name: "
            "\"no-break\"");
  EXPECT_THAT(LimitError("figure: 'file-in-conflict' at_most: 1"),
              StartsWith("rules.textproto:1:19: there is no figure "
                         "\"file-in-conflict\"; did you mean "
                         "files-in-conflict"));
  EXPECT_THAT(LimitError("figure: 'break' at_most: 1"),
              HasSubstr("the findings of that kind are finding: \"break\""));
  EXPECT_THAT(LimitError("finding: 'breaks' at_most: 1"),
              HasSubstr("no finding is a \"breaks\"; did you mean break?"));
  EXPECT_THAT(LimitError("at_most: 1"), HasSubstr("one of the two"));
  EXPECT_THAT(LimitError("figure: 'breaks' finding: 'break' at_most: 1"),
              HasSubstr("one of the two"));
  EXPECT_THAT(LimitError("figure: 'breaks' path: 'mm/.*' at_most: 1"),
              HasSubstr("1:36: a figure is one number and has no `path`"));
  EXPECT_THAT(LimitError("finding: 'break' at_most: -1"),
              HasSubstr("1:36: a bound is a number from 0 upwards"));
  EXPECT_THAT(LimitError("finding: 'break' at_most: 1 severity: FATAL"),
              HasSubstr("`severity` is no FATAL; it is one of ERROR, WARNING, "
                        "NOTE"));
  EXPECT_THAT(LimitError("figure: 'breaks' new_at_most: 0"),
              HasSubstr("of a figure it is worse_by_at_most"));
  EXPECT_THAT(LimitError("figure: 'patches' worse_by_at_most: 0"),
              HasSubstr("is neither better nor worse"));
  EXPECT_THAT(LimitError("finding: 'break' tag: 'biuld' at_most: 0"),
              HasSubstr("there is no tag \"biuld\"; did you mean build?"));
  EXPECT_THAT(LimitError("finding: 'break' at_most: many"),
              HasSubstr("1:45: expected a number, found many"));
}

TEST(Limits, ContradictionsAreFound) {
  EXPECT_THAT(LimitError("figure: 'breaks' at_most: 3 at_least: 5"),
              HasSubstr("1:47: nothing is at most 3 and at least 5"));
  EXPECT_EQ(ErrorOf("limit { name: 'a' figure: 'patches' at_most: 3 }\n"
                    "limit { name: 'b' figure: 'patches' at_least: 5 }\n"),
            "rules.textproto:2:37: nothing is at most 3 and at least 5: this "
            "contradicts limit \"a\" at rules.textproto:1:37");
  EXPECT_EQ(ErrorOf("limit { name: 'a' figure: 'breaks' at_most: 3 }\n"
                    "limit { name: 'b' figure: 'breaks' at_most: 5 }\n"),
            "rules.textproto:2:36: limit \"a\" at rules.textproto:1:36 bounds "
            "the same already; leave one out");
  EXPECT_THAT(ErrorOf("limit { name: 'a' figure: 'breaks' at_most: 3 }\n"
                      "limit { name: 'a' figure: 'hunks' at_most: 5 }\n"),
              HasSubstr("2:1: there is a limit \"a\" already"));
  EXPECT_EQ(ErrorOf("with_builtin: true\n"
                    "limit { name: 'a' finding: 'break' new_at_most: 0 }\n"),
            "rules.textproto:2:1: the built-in limit \"no-new-break\" bounds "
            "the same already; leave this one out, or call it "
            "\"no-new-break\" to put it in that one's place");
  // A warning before an error, and other stacks, are none.
  EXPECT_EQ(ErrorOf("limit { name: 'a' figure: 'breaks' at_most: 3 }\n"
                    "limit { name: 'b' figure: 'breaks' at_most: 1\n"
                    "        severity: WARNING }\n"
                    "limit { name: 'c' figure: 'breaks' at_most: 5\n"
                    "        stack: 'xen' }\n"),
            "");
}

std::string ExceptionError(absl::string_view fields) {
  return ErrorOf(absl::StrCat("exception { who: 'w' why: 'y' ", fields, " }"));
}

TEST(Exceptions, MistakesAreNamed) {
  EXPECT_THAT(ExceptionError("finding: 'break'"),
              HasSubstr("the exception has no end"));
  EXPECT_THAT(ExceptionError("until: '2006-12-31'"),
              HasSubstr("an exception of what?"));
  EXPECT_THAT(ExceptionError("finding: 'break' until: '31.12.2006'"),
              HasSubstr("1:48: \"31.12.2006\" is no day; write it as "
                        "2006-12-31"));
  EXPECT_THAT(ExceptionError("finding: 'break' until: '2006-02-29'"),
              HasSubstr("is no day"));
  EXPECT_EQ(ExceptionError("finding: 'break' until: '2004-02-29'"), "");
  EXPECT_THAT(ExceptionError(
                  "finding: 'break' since: '2007-01-01' until: '2006-12-31'"),
              HasSubstr("never holds: it ends on 2006-12-31 and begins on "
                        "2007-01-01"));
  EXPECT_THAT(ExceptionError("fingerprint: 'abc' until: '2006-12-31'"),
              HasSubstr("1:31: a fingerprint is 64 of the digits"));
  EXPECT_THAT(ExceptionError("limit: 'no-new-brake' until: '2006-12-31'"),
              HasSubstr("there is no limit \"no-new-brake\"; did you mean "
                        "no-new-break"));
  EXPECT_THAT(ErrorOf("exception { finding: 'break' until: '2006-12-31' }"),
              HasSubstr("says who allows it and why"));
  EXPECT_THAT(
      ErrorOf("limit { name: 'l' figure: 'breaks' at_most: 0 }\n"
              "exception { limit: 'l' finding: 'break' who: 'w' why: 'y'\n"
              "            until: '2006-12-31' }"),
      HasSubstr("is about the figure breaks"));
}

TEST(Policy, OfEachKindThatAFileHasNoneOfTheBuiltinOnesHold) {
  const auto only_tags = Policy::Parse("tag { name: 'a' path: 'a/.*' }", "p");
  ASSERT_TRUE(only_tags.ok()) << only_tags.status();
  EXPECT_EQ(only_tags->SubsystemOf("mm/slab.c"), "memory management");
  EXPECT_FALSE(only_tags->limits().empty());
  EXPECT_EQ(only_tags->file(), "");
  EXPECT_THAT(only_tags->TagsOf({"a/Makefile", {}, "", {}}), ElementsAre("a"));

  const auto both = Policy::Parse(
      "with_builtin: true\n"
      "subsystem { name: 'a' path: 'a/.*' weight: 3 }\n"
      "tag { name: 'header' path: '.*\\\\.hh' weight: 2 }\n"
      "limit { name: 'no-new-break' finding: 'break' at_most: 7 }\n",
      "p");
  ASSERT_TRUE(both.ok()) << both.status();
  EXPECT_EQ(both->SubsystemOf("mm/slab.c"), "memory management");
  EXPECT_EQ(both->WeightOf("a/b.hh"), 6);
  EXPECT_THAT(both->TagsOf({"include/a.h", {}, "", {}}), ElementsAre());
  EXPECT_EQ(both->limits()[0].bounds[0].value, 7);
  EXPECT_GT(both->limits().size(), 3u);
}

TEST(Policy, TellsWhatASubjectIsAndWhy) {
  const auto policy = Policy::Parse(
      "subsystem { name: 'fs/\\\\1' path: 'fs/([^/]+)/.*' weight: 2 }\n"
      "owner { name: '@\\\\1-team' path: 'fs/(\\\\w+)/.*' }\n"
      "tag { name: 'on disk' hunk: 'cpu_to_le\\\\d+' symbol: '.*_disk' }\n"
      "tag { name: 'urgent' message: 'data loss' weight: 5 }\n"
      "weight { finding: 'conflict' weight: 3 }\n",
      "p");
  ASSERT_TRUE(policy.ok()) << policy.status();
  Subject subject;
  subject.path = "fs/ext3/inode.c";
  subject.lines = {"a = b;", "x = cpu_to_le32(y);"};
  subject.message = "ext3: no Data Loss";
  EXPECT_EQ(policy->OwnerOf(subject.path), "@ext3-team");
  EXPECT_THAT(policy->TagsOf(subject), ElementsAre("on disk", "urgent"));
  EXPECT_EQ(policy->WeightOf(subject), 10);
  const std::vector<RuleHit> hits = policy->HitsOf(subject);
  ASSERT_EQ(hits.size(), 4u);
  EXPECT_EQ(hits[0].rule, "subsystem \"fs/ext3\"");
  EXPECT_EQ(hits[0].origin, "p:1:28");
  EXPECT_EQ(hits[2].part, "hunk");
  EXPECT_EQ(hits[2].match, "cpu_to_le32");
  EXPECT_EQ(hits[3].match, "Data Loss");

  Subject symbol;
  symbol.symbols = {"raw_disk"};
  EXPECT_THAT(policy->TagsOf(symbol), ElementsAre("on disk"));
  symbol.symbols = {"raw_disk_"};
  EXPECT_THAT(policy->TagsOf(symbol), ElementsAre());

  Finding finding;
  finding.set_kind("conflict");
  finding.set_path("fs/ext3/super.c");
  EXPECT_EQ(policy->WeightOf(finding), 6);
}

TEST(Policy, NothingThatIsReadCrashesIt) {
  std::mt19937 random(17);
  const std::string text =
      "tag { name: 'a' path: '[a-z]+(' } limit { name: 'l' figure: 'breaks' "
      "at_most: 1e309 } exception { until: '2006-12-31' } example { gate { "
      "figure { value: 1 } } } with_builtin: true";
  int bad = 0;
  for (int i = 0; i < 3000; ++i) {
    std::string changed = text;
    for (int j = 0; j < 1 + i % 5; ++j) {
      changed[random() % changed.size()] = static_cast<char>(random());
    }
    const auto policy = Policy::Parse(changed, "p");
    if (policy.ok()) continue;
    ++bad;
    EXPECT_THAT(std::string(policy.status().message()), StartsWith("p:"));
  }
  EXPECT_GT(bad, 2000);
}

}  // namespace
}  // namespace patchgraph
