// Practice without an end, in a directory that keeps the questions, the answers and what came up.
#pragma once

#include <string>

#include "assessment/dialogue.hpp"
#include "assessment/drill.hpp"
#include "assessment/rooms.hpp"
#include "lib/files/lock.hpp"

namespace stepmark::assessment {

/// The directory is locked meanwhile. No link in it is followed.
class DrillDirectory {
 public:
  /// Goes on with the record that is there, unless practice begins again.
  /// @throws InputError as Drill, and of a directory that holds anything else
  DrillDirectory(const Request& request, std::string directory, bool begins_again, const Dialogue& dialogue);

  /// Question after question, until the student stops.
  void run();

 private:
  /// A directory that is made where there is none, and is gone again if nothing comes into it.
  struct Place {
    explicit Place(std::string name);
    ~Place();
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

    std::string path;
    bool is_new = false;
  };

  bool is_empty() const;
  bool ask_one(bool is_first);
  void draw();
  void clear() const;
  bool goes_on() const;
  void save(const std::string& name, const std::string& text) const;
  std::string file(const std::string& name) const { return place_.path + '/' + name; }

  const Dialogue& dialogue_;
  Drill drill_;
  Place place_;  // outlives the lock in it
  files::Descriptor directory_;
  files::Lock lock_;
  bool begins_again_;
};

}  // namespace stepmark::assessment
