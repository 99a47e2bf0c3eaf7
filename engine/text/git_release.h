#ifndef PATCHGRAPH_ENGINE_TEXT_GIT_RELEASE_H_
#define PATCHGRAPH_ENGINE_TEXT_GIT_RELEASE_H_

namespace patchgraph {

// The release of git whose results the text layer repeats. Git has changed how
// it diffs and how it measures similarity; which of its answers is the right
// one depends on the git that a result is compared with. The default is that
// of Debian 12.
struct GitRelease {
  int major = 2;
  int minor = 39;

  // Since 2.54 a change that slid into a neighbour is diffed once more, so that
  // lines the two have in common are unchanged again. Histogram diff only.
  constexpr bool RediffsJoinedChanges() const { return AtLeast(2, 54); }

  // Before 2.44 the similarity of two files left out a last line without a
  // newline.
  constexpr bool CountsUnfinishedLine() const { return AtLeast(2, 44); }

 private:
  constexpr bool AtLeast(int wanted_major, int wanted_minor) const {
    return major > wanted_major ||
           (major == wanted_major && minor >= wanted_minor);
  }
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_TEXT_GIT_RELEASE_H_
