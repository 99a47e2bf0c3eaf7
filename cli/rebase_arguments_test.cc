#include "cli/rebase_arguments.h"

#include <sstream>

#include "gtest/gtest.h"

namespace patchgraph {
namespace {

struct Parsed {
  RebaseArguments arguments;
  absl::optional<int> status;
  std::string out;
  std::string err;
};

Parsed Parse(const std::vector<std::string>& words) {
  std::ostringstream out;
  std::ostringstream err;
  const CliStreams streams{out, err};
  Parsed parsed;
  parsed.status = ParseRebaseArguments(words, streams, &parsed.arguments);
  parsed.out = out.str();
  parsed.err = err.str();
  return parsed;
}

TEST(RebaseArguments, AreThoseOfGit) {
  const Parsed parsed = Parse({"--onto", "v6.6", "v6.1", "vendor", "-x", "make",
                               "--exec", "make check", "--signoff"});
  ASSERT_FALSE(parsed.status.has_value()) << parsed.err;
  EXPECT_EQ(parsed.arguments.input.onto, "v6.6");
  EXPECT_EQ(parsed.arguments.input.stacks,
            (std::vector<std::string>{"v6.1", "vendor"}));
  EXPECT_EQ(parsed.arguments.exec,
            (std::vector<std::string>{"make", "make check"}));
  EXPECT_TRUE(parsed.arguments.signoff);
  EXPECT_EQ(parsed.arguments.action, RebaseAction::kRun);
  EXPECT_FALSE(parsed.arguments.autostash.has_value());
}

TEST(RebaseArguments, OneActionAtATime) {
  EXPECT_EQ(Parse({"--continue"}).arguments.action, RebaseAction::kContinue);
  EXPECT_EQ(Parse({"v1", "--begin"}).arguments.action, RebaseAction::kBegin);
  EXPECT_EQ(Parse({"--abort", "--skip"}).status, 2);
  EXPECT_EQ(Parse({"--continue", "v1"}).status, 2);
  EXPECT_EQ(Parse({"--begin", "--dry-run"}).status, 2);
}

TEST(RebaseArguments, SaySoWhereAWordIsWrong) {
  EXPECT_EQ(Parse({"--root"}).err, "patchgraph: rebase: --root needs --onto\n");
  EXPECT_EQ(Parse({"-x", " "}).status, 2);
  EXPECT_EQ(Parse({"--reuse=always"}).status, 2);
  EXPECT_EQ(Parse({"--autostash", "--no-autostash"}).status, 2);
  EXPECT_NE(Parse({"--autosqash"}).err.find("--autosquash"), std::string::npos);
}

TEST(RebaseArguments, HelpSaysWhatHappensAndShowsIt) {
  const Parsed parsed = Parse({"--help"});
  EXPECT_EQ(parsed.status, 0);
  EXPECT_NE(parsed.out.find("nothing is touched"), std::string::npos);
  EXPECT_NE(parsed.out.find("patchgraph rebase v6.6 --begin"),
            std::string::npos);
}

}  // namespace
}  // namespace patchgraph
