"""The program's window on a display of its own (Xvfb), driven by real key and mouse events."""
import math
import os
import subprocess
import time

from PIL import ImageChops, ImageGrab, ImageStat

from program import PROGRAM, ROOT

DEGREES_PER_PIXEL = 0.12  # sim/app/window/controls.hpp


class Screen:
    """`kept`: folder for screenshots, or None. Close it in the end."""

    def __init__(self, folder, kept=None):
        self.display = ":%d" % (90 + (os.getpid() + 450) % 900)
        self.folder, self.kept = folder, kept
        self.env = dict(os.environ, DISPLAY=self.display, FIREDRILL_HOME=str(ROOT), LIBGL_ALWAYS_SOFTWARE="1", XDG_DATA_HOME=str(folder))
        self.server = subprocess.Popen(["Xvfb", self.display, "-screen", "0", "1280x720x24", "-nolisten", "tcp"], stderr=subprocess.DEVNULL)
        self.program = None
        self.yaw = self.pitch = 0.0
        time.sleep(1.0)

    def open(self, *arguments, yaw=0.0, title="Firedrill"):
        """Starts the program; the trainee looks along `yaw` [degrees] at first."""
        self.yaw, self.pitch = yaw, 0.0
        self.program = subprocess.Popen([PROGRAM, *map(str, arguments)], env=self.env, stdout=subprocess.DEVNULL,
                                        stderr=open(self.folder / "window.err", "w"))
        self._do("search", "--sync", "--onlyvisible", "--name", title, timeout=60)

    def close(self):
        if self.program is not None and self.program.poll() is None:
            self.program.kill()
        self.server.terminate()

    def errors(self):
        return (self.folder / "window.err").read_text()[-500:]

    def _do(self, *words, timeout=20):
        subprocess.run(["xdotool", *words], env=self.env, capture_output=True, timeout=timeout, check=True)

    def press(self, name):
        self._do("keydown", name)

    def release(self, name):
        self._do("keyup", name)
        time.sleep(0.35)

    def hold(self, name, seconds):
        self.press(name)
        time.sleep(seconds)
        self.release(name)

    def key(self, name):
        """Held long enough that a slow frame still sees it."""
        self.hold(name, 0.25)

    def squeeze(self, seconds):
        """The left mouse button, where the pointer is."""
        self._do("mousedown", "1")
        time.sleep(seconds)
        self._do("mouseup", "1")
        time.sleep(0.4)

    def point_at(self, x, y):
        self._do("mousemove", str(x), str(y))

    def click(self, x, y):
        self.point_at(x, y)
        time.sleep(0.5)
        self.squeeze(0.3)

    def look_at(self, eye, point):
        """Turns the head by the mouse until the crosshair is on the point."""
        dx, dy, dz = (p - e for p, e in zip(point, eye))
        yaw, pitch = math.degrees(math.atan2(dy, dx)), math.degrees(math.atan2(dz, math.hypot(dx, dy)))
        right = math.remainder(self.yaw - yaw, 360)
        for _ in range(4):  # in small steps, so that no frame sees more than a window's width
            self._do("mousemove_relative", "--", str(round(right / 4 / DEGREES_PER_PIXEL)),
                     str(round((self.pitch - pitch) / 4 / DEGREES_PER_PIXEL)))
            time.sleep(0.4)
        self.yaw, self.pitch = yaw, pitch
        time.sleep(0.8)

    def shot(self, name):
        picture = ImageGrab.grab(xdisplay=self.display).convert("RGB")
        if self.kept is not None:
            picture.save(self.kept / f"{name}.png")
        return picture


def difference(a, b, box):
    """Mean absolute difference of two pictures inside a box, 0 … 255."""
    return sum(ImageStat.Stat(ImageChops.difference(a.crop(box), b.crop(box))).mean) / 3


def stands_still(shot, box, seconds=60, by=0.3):
    """The picture, once nothing in the box has changed from one look to the next and it is not black; else the last."""
    last = None
    end = time.time() + seconds
    while time.time() < end:
        now = shot()
        drawn = ImageStat.Stat(now.crop(box).convert("L")).stddev[0] > 2
        if drawn and last is not None and difference(last, now, box) < by:
            return now
        last = now
        time.sleep(0.7)
    return last


def wait_until(test, seconds):
    end = time.time() + seconds
    while time.time() < end:
        if test():
            return True
        time.sleep(0.6)
    return False
