// Loaded before a program (LD_PRELOAD): keeps which files and folders under WATCHED were written and not yet synced, and
// whenever the program acknowledges something (writes to standard output, or sends to a socket) appends them to REPORT, one
// a line. A folder is written by making, or renaming, something in it; its name ends in a slash. What only helps processes
// to share memory (-shm) or keeps others out (.lock) need not last.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { most = 8192 };
static char* unsynced[most];
static int count;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name) (__extension__(__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int ends_in(const char* text, const char* end) {
  const size_t length = strlen(text), tail = strlen(end);
  return length >= tail && strcmp(text + length - tail, end) == 0;
}

static int is_watched(const char* path) {
  const char* watched = getenv("WATCHED");
  return watched && strncmp(path, watched, strlen(watched)) == 0 && !ends_in(path, "-shm") && !ends_in(path, ".lock");
}

static int place_of(const char* path) {
  for (int i = 0; i < count; ++i)
    if (strcmp(unsynced[i], path) == 0) return i;
  return -1;
}

static void note(const char* path) {
  if (!is_watched(path)) return;
  pthread_mutex_lock(&lock);
  if (place_of(path) < 0 && count < most) unsynced[count++] = strdup(path);
  pthread_mutex_unlock(&lock);
}

static void forget(const char* path) {
  pthread_mutex_lock(&lock);
  const int place = place_of(path);
  if (place >= 0) {
    free(unsynced[place]);
    unsynced[place] = unsynced[--count];
  }
  pthread_mutex_unlock(&lock);
}

static int path_of(int descriptor, char* path) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  const ssize_t length = readlink(link, path, PATH_MAX - 2);
  if (length <= 0 || path[0] != '/') return 0;
  path[length] = '\0';
  struct stat seen;
  if (fstat(descriptor, &seen) == 0 && S_ISDIR(seen.st_mode)) strcat(path, "/");
  return 1;
}

static void note_written(int descriptor) {
  char path[PATH_MAX];
  if (path_of(descriptor, path)) note(path);
}

static void note_folder_of(const char* name) {
  char folder[PATH_MAX], whole[PATH_MAX];
  snprintf(folder, sizeof folder, "%s", name);
  char* slash = strrchr(folder, '/');
  if (!slash) return;
  *slash = '\0';
  if (!realpath(folder, whole) || strlen(whole) + 2 > sizeof whole) return;
  strcat(whole, "/");
  note(whole);
}

static void report(void) {
  const char* file = getenv("REPORT");
  if (!file) return;
  pthread_mutex_lock(&lock);
  const int out = REAL(open)(file, O_WRONLY | O_CREAT | O_APPEND, 0600);
  for (int i = 0; i < count; ++i) dprintf(out, "%s\n", unsynced[i]);
  close(out);
  pthread_mutex_unlock(&lock);
}

static void note_or_report(int descriptor) {
  if (descriptor == STDOUT_FILENO) report();
  else note_written(descriptor);
}

ssize_t write(int descriptor, const void* bytes, size_t size) {
  note_or_report(descriptor);
  return REAL(write)(descriptor, bytes, size);
}
ssize_t writev(int descriptor, const struct iovec* parts, int number) {
  note_or_report(descriptor);
  return REAL(writev)(descriptor, parts, number);
}
ssize_t pwrite(int descriptor, const void* bytes, size_t size, off_t at) {
  note_written(descriptor);
  return REAL(pwrite)(descriptor, bytes, size, at);
}
ssize_t pwrite64(int descriptor, const void* bytes, size_t size, off64_t at) {
  note_written(descriptor);
  return REAL(pwrite64)(descriptor, bytes, size, at);
}
int ftruncate(int descriptor, off_t size) {
  note_written(descriptor);
  return REAL(ftruncate)(descriptor, size);
}
int ftruncate64(int descriptor, off64_t size) {
  note_written(descriptor);
  return REAL(ftruncate64)(descriptor, size);
}
ssize_t sendmsg(int descriptor, const struct msghdr* message, int flags) {
  report();
  return REAL(sendmsg)(descriptor, message, flags);
}
int fsync(int descriptor) {
  char path[PATH_MAX];
  const int done = REAL(fsync)(descriptor);
  if (done == 0 && path_of(descriptor, path)) forget(path);
  return done;
}
int fdatasync(int descriptor) {
  char path[PATH_MAX];
  const int done = REAL(fdatasync)(descriptor);
  if (done == 0 && path_of(descriptor, path)) forget(path);
  return done;
}
int rename(const char* from, const char* to) {
  char whole[PATH_MAX] = "";
  const int known = realpath(from, whole) != NULL;
  const int done = REAL(rename)(from, to);
  if (done != 0) return done;
  pthread_mutex_lock(&lock);
  const int written = known && place_of(whole) >= 0;
  pthread_mutex_unlock(&lock);
  if (known) forget(whole);
  if (written && realpath(to, whole)) note(whole);
  note_folder_of(to);
  return done;
}
int unlink(const char* name) {
  char whole[PATH_MAX];
  if (realpath(name, whole)) forget(whole);
  return REAL(unlink)(name);
}
int mkdir(const char* name, mode_t mode) {
  const int done = REAL(mkdir)(name, mode);
  if (done == 0) note_folder_of(name);
  return done;
}
static void note_made(const char* name, int flags) {
  if ((flags & O_CREAT) && access(name, F_OK) != 0 && !ends_in(name, "-shm") && !ends_in(name, ".lock")) note_folder_of(name);
}
static mode_t mode_given(int flags, va_list rest) { return (flags & O_CREAT) ? va_arg(rest, mode_t) : 0; }

int open(const char* name, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = mode_given(flags, rest);
  va_end(rest);
  note_made(name, flags);
  return REAL(open)(name, flags, mode);
}
int open64(const char* name, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = mode_given(flags, rest);
  va_end(rest);
  note_made(name, flags);
  return REAL(open64)(name, flags, mode);
}
