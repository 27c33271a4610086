/* Cameras without hardware: a preloaded library that answers for /dev/video* in place of the kernel (V4L2).
 *
 * The folder in AHOY_CAMERAS stands in for /dev where a program looks for cameras. A camera N is plugged
 * while there is a node videoN in it; the file stateN holds one word: ready, busy, denied, frozen or
 * freezes-once, which is taken back by the freeze; formatsN which of NV12, YUYV and MJPEG it has; nameN what it is called.
 * While it streams there is a file lightN, which holds what was agreed: format, width, height, rate.
 * Frames carry their number in 16 squares along the top, most significant first, and a bar that moves.
 * MJPEG frames are read from jpeg-WIDTHxHEIGHT-K, K from 0 to 15: the number of a frame modulo 16.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/videodev2.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <unistd.h>

#define BUFFERS 8
#define FILES 1024
#define REAL(name) ((__typeof__(&name))next_symbol(#name))

struct camera {
  int number, width, height, rate, is_streaming;
  uint32_t format, frame;
  int buffers;
  void *memory[BUFFERS];
  int queue[BUFFERS], queued;
};

static struct camera *cameras[FILES];

static const struct { uint32_t format; const char *name; } FORMATS[] = {
    {V4L2_PIX_FMT_MJPEG, "MJPEG"}, {V4L2_PIX_FMT_YUYV, "YUYV"}, {V4L2_PIX_FMT_NV12, "NV12"}};
static const int SIZES[][2] = {{640, 480}, {1280, 720}, {1920, 1080}};
static const int RATES[] = {30, 15};

static void *next_symbol(const char *name) {
  void *found = dlsym(RTLD_NEXT, name);
  if (!found) abort();
  return found;
}

static const char *folder(void) { return getenv("AHOY_CAMERAS"); }

static int is_camera(const char *path) {
  return folder() && path && !strncmp(path, "/dev/video", 10) && path[10] >= '0' && path[10] <= '9';
}

static int is_dev(const char *path) {
  return folder() && path && (!strcmp(path, "/dev") || !strcmp(path, "/dev/"));
}

static const char *moved(const char *path, char *out) {
  if (is_dev(path)) return folder();
  if (!is_camera(path)) return path;
  snprintf(out, 512, "%s/%s", folder(), path + 5);
  return out;
}

static int is_plugged(int number) {
  char path[512];
  struct stat found;
  snprintf(path, sizeof path, "%s/video%d", folder(), number);
  return REAL(stat)(path, &found) == 0;
}

static int state_is(int number, const char *word) {
  char path[512], text[32] = "";
  snprintf(path, sizeof path, "%s/state%d", folder(), number);
  FILE *file = fopen(path, "r");
  if (!file) return 0;
  int count = fscanf(file, "%31s", text);
  fclose(file);
  return count == 1 && !strcmp(text, word);
}

static int freezes_once(int number) {
  char path[512];
  if (!state_is(number, "freezes-once")) return 0;
  snprintf(path, sizeof path, "%s/state%d", folder(), number);
  return unlink(path) == 0;
}

static int offers(int number, uint32_t format) {
  char path[512], name[32];
  snprintf(path, sizeof path, "%s/formats%d", folder(), number);
  FILE *file = fopen(path, "r");
  if (!file) return 1;
  int found = 0;
  while (fscanf(file, "%31s", name) == 1)
    for (size_t i = 0; i < 3; i++)
      if (FORMATS[i].format == format && !strcmp(FORMATS[i].name, name)) found = 1;
  fclose(file);
  return found;
}

static const char *format_name(uint32_t format) {
  for (size_t i = 0; i < 3; i++)
    if (FORMATS[i].format == format) return FORMATS[i].name;
  return "none";
}

static void set_light(struct camera *camera, int is_on) {
  char path[512], fresh[520];
  snprintf(path, sizeof path, "%s/light%d", folder(), camera->number);
  if (!is_on) {
    unlink(path);
    return;
  }
  snprintf(fresh, sizeof fresh, "%s.new", path);
  FILE *file = fopen(fresh, "w");
  if (!file) return;
  fprintf(file, "%s %d %d %d\n", format_name(camera->format), camera->width, camera->height, camera->rate);
  fclose(file);
  rename(fresh, path);
}

static void tell_name(int number, char *out, size_t size) {
  char path[512];
  snprintf(path, sizeof path, "%s/name%d", folder(), number);
  snprintf(out, size, "Stand-in camera %d", number);
  FILE *file = fopen(path, "r");
  if (!file) return;
  if (!fgets(out, (int)size, file)) abort();
  fclose(file);
}

/* The pictures. */

static void put_luma(uint8_t *first, int step, const struct camera *camera) {
  int width = camera->width, height = camera->height, square = width / 16;
  int bar = (int)(camera->frame * 8 % (uint32_t)width);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++) {
      uint8_t value = (uint8_t)(48 + 128 * y / height);
      if (y < square) value = camera->frame >> (15 - x / square) & 1 ? 235 : 16;
      else if (x >= bar && x < bar + 16) value = 220;
      first[((size_t)y * (size_t)width + (size_t)x) * (size_t)step] = value;
    }
}

static size_t image_size(const struct camera *camera) {
  size_t area = (size_t)camera->width * (size_t)camera->height;
  return camera->format == V4L2_PIX_FMT_NV12 ? area * 3 / 2 : area * 2;
}

static size_t draw(struct camera *camera, uint8_t *memory) {
  size_t area = (size_t)camera->width * (size_t)camera->height;
  if (camera->format == V4L2_PIX_FMT_NV12) {
    put_luma(memory, 1, camera);
    for (size_t i = 0; i < area / 2; i += 2) memory[area + i] = 100, memory[area + i + 1] = 160;
  } else if (camera->format == V4L2_PIX_FMT_YUYV) {
    for (size_t i = 0; i < area * 2; i += 4) memory[i + 1] = 100, memory[i + 3] = 160;
    put_luma(memory, 2, camera);
  } else {
    char path[512];
    snprintf(path, sizeof path, "%s/jpeg-%dx%d-%d", folder(), camera->width, camera->height,
             (int)(camera->frame % 16));
    FILE *file = fopen(path, "rb");
    if (!file) return 0;
    size_t count = fread(memory, 1, image_size(camera), file);
    fclose(file);
    return count;
  }
  return image_size(camera);
}

/* The ioctls. */

static int refuse(int error) {
  errno = error;
  return -1;
}

static void set_timer(int fd, struct camera *camera, int is_on) {
  long spacing = is_on ? 1000000000L / camera->rate : 0;
  struct itimerspec times = {{0, spacing}, {0, spacing}};
  timerfd_settime(fd, 0, &times, NULL);
  camera->is_streaming = is_on;
  set_light(camera, is_on);
}

static int enumerate_size(struct camera *camera, struct v4l2_frmsizeenum *asked) {
  if (asked->index >= 3 || !offers(camera->number, asked->pixel_format)) return refuse(EINVAL);
  asked->type = V4L2_FRMSIZE_TYPE_DISCRETE;
  asked->discrete.width = (uint32_t)SIZES[asked->index][0];
  asked->discrete.height = (uint32_t)SIZES[asked->index][1];
  return 0;
}

/* As on USB cameras, the largest raw pictures come slowly. */
static int fastest(uint32_t format, uint32_t width) {
  return format == V4L2_PIX_FMT_YUYV && width > 1280 ? 5 : 30;
}

static int enumerate_rate(struct camera *camera, struct v4l2_frmivalenum *asked) {
  int top = fastest(asked->pixel_format, asked->width);
  if (!offers(camera->number, asked->pixel_format) || asked->index >= (top == 30 ? 2 : 1))
    return refuse(EINVAL);
  asked->type = V4L2_FRMIVAL_TYPE_DISCRETE;
  asked->discrete.numerator = 1;
  asked->discrete.denominator = (uint32_t)(top == 30 ? RATES[asked->index] : top);
  return 0;
}

static int set_format(struct camera *camera, struct v4l2_format *asked) {
  if (asked->type != V4L2_BUF_TYPE_VIDEO_CAPTURE) return refuse(EINVAL);
  struct v4l2_pix_format *pix = &asked->fmt.pix;
  int best = 0;
  for (int i = 0; i < 3; i++)
    if (SIZES[i][0] == (int)pix->width && SIZES[i][1] == (int)pix->height) best = i;
  camera->width = SIZES[best][0];
  camera->height = SIZES[best][1];
  if (offers(camera->number, pix->pixelformat) && strcmp(format_name(pix->pixelformat), "none"))
    camera->format = pix->pixelformat;
  return 0;
}

static void tell_format(const struct camera *camera, struct v4l2_format *told) {
  struct v4l2_pix_format *pix = &told->fmt.pix;
  pix->width = (uint32_t)camera->width;
  pix->height = (uint32_t)camera->height;
  pix->pixelformat = camera->format;
  pix->field = V4L2_FIELD_NONE;
  pix->colorspace = V4L2_COLORSPACE_REC709;
  pix->sizeimage = (uint32_t)image_size(camera);
  pix->bytesperline = camera->format == V4L2_PIX_FMT_MJPEG  ? 0
                      : camera->format == V4L2_PIX_FMT_NV12 ? pix->width
                                                            : 2 * pix->width;
}

static int request_buffers(struct camera *camera, struct v4l2_requestbuffers *asked) {
  if (asked->memory != V4L2_MEMORY_MMAP) return refuse(EINVAL);
  if (asked->count > BUFFERS) asked->count = BUFFERS;
  camera->buffers = (int)asked->count;
  camera->queued = 0;
  return 0;
}

static int query_buffer(struct camera *camera, struct v4l2_buffer *asked) {
  if ((int)asked->index >= camera->buffers) return refuse(EINVAL);
  asked->length = (uint32_t)image_size(camera);
  asked->m.offset = asked->index << 12;
  return 0;
}

static int queue_buffer(struct camera *camera, struct v4l2_buffer *asked) {
  if ((int)asked->index >= camera->buffers || camera->queued >= BUFFERS) return refuse(EINVAL);
  camera->queue[camera->queued++] = (int)asked->index;
  return 0;
}

static int take_buffer(int fd, struct camera *camera, struct v4l2_buffer *asked) {
  uint64_t ticks;
  if (read(fd, &ticks, sizeof ticks) != sizeof ticks || !camera->queued) return refuse(EAGAIN);
  camera->frame += (uint32_t)ticks;
  if (state_is(camera->number, "frozen") || freezes_once(camera->number)) {
    struct itimerspec never = {{0, 0}, {0, 0}};
    timerfd_settime(fd, 0, &never, NULL);
    return refuse(EAGAIN);
  }
  int index = camera->queue[0];
  memmove(camera->queue, camera->queue + 1, sizeof(int) * (size_t)--camera->queued);
  asked->index = (uint32_t)index;
  asked->bytesused = (uint32_t)draw(camera, camera->memory[index]);
  asked->length = (uint32_t)image_size(camera);
  asked->flags = V4L2_BUF_FLAG_TIMESTAMP_MONOTONIC;
  asked->sequence = camera->frame;
  return 0;
}

static int answer(int fd, struct camera *camera, unsigned long request, void *argument) {
  int is_busy = state_is(camera->number, "busy");
  if (!is_plugged(camera->number)) {
    if (camera->is_streaming) set_timer(fd, camera, 0);
    return refuse(ENODEV);
  }
  switch (request) {
    case VIDIOC_QUERYCAP: {
      struct v4l2_capability *told = argument;
      memset(told, 0, sizeof *told);
      snprintf((char *)told->driver, sizeof told->driver, "stand-in");
      tell_name(camera->number, (char *)told->card, sizeof told->card);
      snprintf((char *)told->bus_info, sizeof told->bus_info, "stand-in:%d", camera->number);
      told->device_caps = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
      told->capabilities = told->device_caps | V4L2_CAP_DEVICE_CAPS;
      return 0;
    }
    case VIDIOC_ENUM_FMT: {
      struct v4l2_fmtdesc *asked = argument;
      uint32_t place = asked->index;
      for (int i = 0; i < 3; i++)
        if (offers(camera->number, FORMATS[i].format) && place-- == 0) {
          asked->pixelformat = FORMATS[i].format;
          return 0;
        }
      return refuse(EINVAL);
    }
    case VIDIOC_ENUM_FRAMESIZES: return enumerate_size(camera, argument);
    case VIDIOC_ENUM_FRAMEINTERVALS: return enumerate_rate(camera, argument);
    case VIDIOC_S_INPUT: return is_busy ? refuse(EBUSY) : 0;
    case VIDIOC_S_FMT:
      if (is_busy) return refuse(EBUSY);
      if (set_format(camera, argument)) return -1; /* falls through */
    case VIDIOC_G_FMT: tell_format(camera, argument); return 0;
    case VIDIOC_S_PARM: {
      struct v4l2_fract *spacing = &((struct v4l2_streamparm *)argument)->parm.capture.timeperframe;
      if (spacing->numerator && spacing->denominator >= spacing->numerator)
        camera->rate = (int)(spacing->denominator / spacing->numerator);
      return 0;
    }
    case VIDIOC_REQBUFS: return is_busy ? refuse(EBUSY) : request_buffers(camera, argument);
    case VIDIOC_QUERYBUF: return query_buffer(camera, argument);
    case VIDIOC_QBUF: return queue_buffer(camera, argument);
    case VIDIOC_DQBUF: return take_buffer(fd, camera, argument);
    case VIDIOC_STREAMON:
      set_timer(fd, camera, 1);
      return 0;
    case VIDIOC_STREAMOFF: set_timer(fd, camera, 0); return 0;
    default: return refuse(ENOTTY);
  }
}

/* What programs call. */

static int open_camera(const char *path) {
  int number = atoi(path + 10);
  if (!is_plugged(number)) return refuse(ENOENT);
  if (state_is(number, "denied")) return refuse(EACCES);
  int fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
  if (fd < 0 || fd >= FILES) return refuse(EMFILE);
  struct camera *camera = cameras[fd] = calloc(1, sizeof **cameras);
  camera->number = number;
  camera->width = 640;
  camera->height = 480;
  camera->rate = 30;
  camera->format = V4L2_PIX_FMT_YUYV;
  return fd;
}

#define OPEN(name)                                            \
  int name(const char *path, int flags, ...) {                \
    va_list more;                                             \
    va_start(more, flags);                                    \
    mode_t mode = va_arg(more, mode_t);                       \
    va_end(more);                                             \
    return is_camera(path) ? open_camera(path) : REAL(name)(path, flags, mode); \
  }
OPEN(open)
OPEN(open64)

int close(int fd) {
  if (fd >= 0 && fd < FILES && cameras[fd]) {
    struct camera *camera = cameras[fd];
    cameras[fd] = NULL;
    if (camera->is_streaming) set_light(camera, 0);
    free(camera);
  }
  return REAL(close)(fd);
}

int ioctl(int fd, unsigned long request, ...) {
  va_list more;
  va_start(more, request);
  void *argument = va_arg(more, void *);
  va_end(more);
  if (fd >= 0 && fd < FILES && cameras[fd]) return answer(fd, cameras[fd], request & 0xffffffff, argument);
  return REAL(ioctl)(fd, request, argument);
}

static void *map(void *at, size_t length, int protection, int flags, int fd, off_t offset,
                 void *(*real)(void *, size_t, int, int, int, off_t)) {
  if (fd < 0 || fd >= FILES || !cameras[fd]) return real(at, length, protection, flags, fd, offset);
  void *memory = real(at, length, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  int index = (int)(offset >> 12);
  if (memory != MAP_FAILED && index < BUFFERS) cameras[fd]->memory[index] = memory;
  return memory;
}

void *mmap(void *at, size_t length, int protection, int flags, int fd, off_t offset) {
  return map(at, length, protection, flags, fd, offset, REAL(mmap));
}

void *mmap64(void *at, size_t length, int protection, int flags, int fd, off_t offset) {
  return map(at, length, protection, flags, fd, offset, REAL(mmap64));
}

int access(const char *path, int mode) {
  char out[512];
  if (is_camera(path) && is_plugged(atoi(path + 10)) && state_is(atoi(path + 10), "denied")) return refuse(EACCES);
  return REAL(access)(moved(path, out), mode);
}

DIR *opendir(const char *path) {
  char out[512];
  return REAL(opendir)(moved(path, out));
}

int inotify_add_watch(int fd, const char *path, uint32_t mask) {
  char out[512];
  return REAL(inotify_add_watch)(fd, moved(path, out), mask);
}

#define STAT(name, type)                                         \
  int name(const char *restrict path, struct type *restrict found) { \
    char out[512];                                               \
    return REAL(name)(moved(path, out), found);                  \
  }
STAT(stat, stat)
STAT(stat64, stat64)
STAT(lstat, stat)
STAT(lstat64, stat64)

int statx(int at, const char *restrict path, int flags, unsigned mask, struct statx *restrict found) {
  char out[512];
  return REAL(statx)(at, moved(path, out), flags, mask, found);
}
