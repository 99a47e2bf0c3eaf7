#include "engine/rebase/commit_message.h"

#include "gtest/gtest.h"

namespace patchgraph {
namespace {

constexpr char kPerson[] = "A U Thor <a@example.com>";

TEST(CommitMessage, IsTidied) {
  EXPECT_EQ(TidyMessage("\n\n one  \n\n\n\ntwo\t\n\n"), " one\n\ntwo\n");
  EXPECT_EQ(TidyMessage(""), "");
}

TEST(CommitMessage, IsSignedOffOnce) {
  const std::string once = "x\n\nSigned-off-by: A U Thor <a@example.com>\n";
  EXPECT_EQ(SignedOff("x", kPerson), once);
  EXPECT_EQ(SignedOff(once, kPerson), once);
}

TEST(CommitMessage, TheLineJoinsTheOthersOfItsKind) {
  EXPECT_EQ(SignedOff("x\n\nbody\n\nAcked-by: B <b@x>\n", kPerson),
            "x\n\nbody\n\nAcked-by: B <b@x>\n"
            "Signed-off-by: A U Thor <a@example.com>\n");
  // A title is no trailer, whatever it looks like.
  EXPECT_EQ(SignedOff("net: x\n", kPerson),
            "net: x\n\nSigned-off-by: A U Thor <a@example.com>\n");
}

TEST(CommitMessage, SubjectsOfFixupsNameTheirCommit) {
  EXPECT_EQ(WithoutFixup("fixup! squash! one two"), "one two");
  EXPECT_EQ(WithoutFixup("fixups one"), "fixups one");
}

TEST(CommitMessage, SquashingJoinsAndAmendingReplaces) {
  EXPECT_EQ(SquashedMessage("one\n", "squash! one\n\nand two\n"),
            "one\n\nand two\n");
  EXPECT_EQ(SquashedMessage("one\n", "two\n"), "one\n\ntwo\n");
  EXPECT_EQ(AmendedMessage("amend! one\n\nbetter one\n\nbody\n"),
            "better one\n\nbody\n");
}

}  // namespace
}  // namespace patchgraph
