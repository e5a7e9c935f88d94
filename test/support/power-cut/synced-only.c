/*
 * Loaded into a browser (LD_PRELOAD), it keeps beside the folder POWER_CUT_FOLDER a second one, POWER_CUT_SYNCED, that
 * holds what a disk would hold after a power cut: of each file the bytes it had when it was last synced, and of names what
 * had changed when their folder was last synced. Everything else is taken to have been in memory only.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ORIGINAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

/* A name that is gone, or has become another, in a folder that has not been synced since. `to` is empty: it is gone. */
struct change {
  char from[PATH_MAX];
  char to[PATH_MAX];
  struct change *next;
};

static struct change *changes;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

/* The place in the second folder, or 0 if the path is not in the first. */
static int synced_place(const char *path, char *place) {
  const char *folder = getenv("POWER_CUT_FOLDER"), *synced = getenv("POWER_CUT_SYNCED");
  if (!folder || !synced) return 0;
  size_t length = strlen(folder);
  if (strncmp(path, folder, length) != 0 || (path[length] != '/' && path[length] != 0)) return 0;
  return snprintf(place, PATH_MAX, "%s%s", synced, path + length) < PATH_MAX;
}

static int path_of(int fd, char *path) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, PATH_MAX - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return path[0] == '/';
}

/* Of a path as given to a call: relative ones start where the process is. */
static int absolute(const char *given, char *path) {
  if (given[0] == '/') return snprintf(path, PATH_MAX, "%s", given) < PATH_MAX;
  char here[PATH_MAX];
  return getcwd(here, sizeof here) && snprintf(path, PATH_MAX, "%s/%s", here, given) < PATH_MAX;
}

static void make_folders(const char *place) {
  char part[PATH_MAX];
  for (const char *slash = strchr(place + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
    snprintf(part, sizeof part, "%.*s", (int)(slash - place), place);
    mkdir(part, 0700);
  }
}

static void copy_file(const char *path, const char *place) {
  char half[PATH_MAX + 32], buffer[65536];
  int from = open(path, O_RDONLY | O_CLOEXEC);
  if (from < 0) return;
  make_folders(place);
  snprintf(half, sizeof half, "%s.%d.half", place, (int)gettid());
  int to = open(half, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  ssize_t got;
  while (to >= 0 && (got = read(from, buffer, sizeof buffer)) > 0)
    if (write(to, buffer, got) != got) abort();
  close(from);
  if (to < 0) return;
  close(to);
  ORIGINAL(rename)(half, place);
}

static void apply_changes_in(const char *folder) {
  size_t length = strlen(folder);
  pthread_mutex_lock(&lock);
  for (struct change **at = &changes; *at;) {
    struct change *one = *at;
    const char *name = one->to[0] ? one->to : one->from;
    if (strncmp(name, folder, length) != 0 || strrchr(name, '/') != name + length) {
      at = &one->next;
      continue;
    }
    char from[PATH_MAX], to[PATH_MAX];
    if (synced_place(one->from, from)) {
      if (!one->to[0]) ORIGINAL(unlink)(from);
      else if (synced_place(one->to, to)) ORIGINAL(rename)(from, to);
    }
    *at = one->next;
    free(one);
  }
  pthread_mutex_unlock(&lock);
}

static void note_synced(int fd) {
  int kept = errno;
  char path[PATH_MAX], place[PATH_MAX];
  struct stat about;
  if (path_of(fd, path) && synced_place(path, place) && fstat(fd, &about) == 0) {
    if (S_ISDIR(about.st_mode)) apply_changes_in(path);
    else if (S_ISREG(about.st_mode)) copy_file(path, place);
  }
  errno = kept;
}

static void note_change(const char *from, const char *to) {
  int kept = errno;
  char place[PATH_MAX];
  struct change *one = calloc(1, sizeof *one);
  if (one && absolute(from, one->from) && (!to || absolute(to, one->to)) && synced_place(one->from, place)) {
    pthread_mutex_lock(&lock);
    struct change **end = &changes;
    while (*end) end = &(*end)->next;
    *end = one;
    pthread_mutex_unlock(&lock);
  } else free(one);
  errno = kept;
}

int fsync(int fd) {
  int result = ORIGINAL(fsync)(fd);
  if (result == 0) note_synced(fd);
  return result;
}

int fdatasync(int fd) {
  int result = ORIGINAL(fdatasync)(fd);
  if (result == 0) note_synced(fd);
  return result;
}

int rename(const char *from, const char *to) {
  int result = ORIGINAL(rename)(from, to);
  if (result == 0) note_change(from, to);
  return result;
}

int unlink(const char *path) {
  int result = ORIGINAL(unlink)(path);
  if (result == 0) note_change(path, NULL);
  return result;
}

int remove(const char *path) {
  int result = ORIGINAL(remove)(path);
  if (result == 0) note_change(path, NULL);
  return result;
}
