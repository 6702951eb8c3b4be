# SPDX-License-Identifier: Apache-2.0
"""The choices of the editor; each is tried at once, and given back on Cancel."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFontComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.dialogs.key_editor import KeyEditor
from desktop_app.ui.settings import ZOOM_STEPS, Settings, ThemeChoice


class SettingsDialog(QDialog):
    """Three pages: looks, reviewing, keys."""

    tried = Signal(object)
    """Settings to show for now."""
    confirmed = Signal(object)
    """Settings to keep."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before = settings
        self.setWindowTitle(self.tr("Settings"))
        self.resize(560, 520)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(12)
        tabs = QTabWidget(self)
        tabs.setDocumentMode(True)
        tabs.addTab(self._looks(settings), self.tr("Looks"))
        tabs.addTab(self._reviewing(settings), self.tr("Reviewing"))
        self._keys = KeyEditor(settings.shortcuts, self)
        self._keys.changed.connect(self._try)
        tabs.addTab(self._keys, self.tr("Keys"))
        layout.addWidget(tabs, 1)
        box = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        layout.addWidget(box)

    def _form(self) -> tuple[QWidget, QFormLayout]:
        page = QWidget(self)
        form = QFormLayout(page)
        form.setContentsMargins(18, 18, 18, 18)
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(12)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        return page, form

    def _looks(self, settings: Settings) -> QWidget:
        page, form = self._form()
        self._theme = QComboBox(page)
        for choice, name in (
            (ThemeChoice.SYSTEM, self.tr("As the system")),
            (ThemeChoice.LIGHT, self.tr("Light")),
            (ThemeChoice.DARK, self.tr("Dark")),
        ):
            self._theme.addItem(name, choice.value)
        self._theme.setCurrentIndex(self._theme.findData(settings.theme.value))
        self._zoom = QComboBox(page)
        for step in ZOOM_STEPS:
            self._zoom.addItem(f"{step} %", step)
        self._zoom.setCurrentIndex(max(0, self._zoom.findData(settings.zoom)))
        self._bundled = QCheckBox(self.tr("Use the bundled serif"), page)
        self._bundled.setChecked(not settings.prose_family)
        self._family = QFontComboBox(page)
        if settings.prose_family:
            self._family.setCurrentFont(QFont(settings.prose_family))
        self._family.setEnabled(bool(settings.prose_family))
        self._bundled.toggled.connect(self._family.setDisabled)
        self._size = QSpinBox(page)
        self._size.setRange(12, 32)
        self._size.setSuffix(self.tr(" px"))
        self._size.setValue(settings.prose_size)
        self._motion = QCheckBox(self.tr("No fading or moving"), page)
        self._motion.setChecked(settings.reduced_motion)
        form.addRow(self.tr("Colours"), self._theme)
        form.addRow(self.tr("Size of the window"), self._zoom)
        form.addRow(self.tr("Typeface of the texts"), self._bundled)
        form.addRow("", self._family)
        form.addRow(self.tr("Size of the texts"), self._size)
        form.addRow(self.tr("Motion"), self._motion)
        self._theme.currentIndexChanged.connect(self._try)
        self._zoom.currentIndexChanged.connect(self._try)
        self._bundled.toggled.connect(self._try)
        self._family.currentFontChanged.connect(self._try)
        self._size.valueChanged.connect(self._try)
        self._motion.toggled.connect(self._try)
        return page

    def _reviewing(self, settings: Settings) -> QWidget:
        page, form = self._form()
        self._name = QLineEdit(settings.reviewer, page)
        self._name.setPlaceholderText(self.tr("Stands under your decisions in exports"))
        self._advance = QCheckBox(self.tr("Go on to the next undecided after a decision"), page)
        self._advance.setChecked(settings.advance)
        self._single = QCheckBox(self.tr("Plain letters act while no text is typed"), page)
        self._single.setChecked(settings.single_keys)
        self._diagnosis = QCheckBox(self.tr("Begin with what happened to the text"), page)
        self._diagnosis.setChecked(settings.show_diagnosis)
        self._model = QLineEdit(settings.model_folder, page)
        self._model.setPlaceholderText(self.tr("The bundled one"))
        choose = QPushButton(self.tr("Choose…"), page)
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose_model)
        row = QHBoxLayout()
        row.addWidget(self._model, 1)
        row.addWidget(choose)
        form.addRow(self.tr("Your name"), self._name)
        form.addRow(self.tr("After a decision"), self._advance)
        form.addRow(self.tr("Single keys"), self._single)
        form.addRow(self.tr("On opening"), self._diagnosis)
        form.addRow(self.tr("Folder of a language model"), row)
        self._single.toggled.connect(self._try)
        return page

    @property
    def settings(self) -> Settings:
        """The choices as they stand in the dialog."""
        return replace(
            self._before,
            theme=ThemeChoice(self._theme.currentData()),
            zoom=int(self._zoom.currentData()),
            prose_family="" if self._bundled.isChecked() else self._family.currentFont().family(),
            prose_size=self._size.value(),
            reduced_motion=self._motion.isChecked(),
            reviewer=self._name.text().strip(),
            advance=self._advance.isChecked(),
            single_keys=self._single.isChecked(),
            show_diagnosis=self._diagnosis.isChecked(),
            model_folder=self._model.text().strip(),
            shortcuts=self._keys.keys,
        )

    @Slot()
    def _try(self) -> None:
        self.tried.emit(self.settings)

    @Slot()
    def _choose_model(self) -> None:
        dialog = QFileDialog(self, self.tr("Folder of a language model"), self._model.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._model.setText)
        dialog.open()

    def accept(self) -> None:
        """Keep the choices."""
        self.confirmed.emit(self.settings)
        super().accept()

    def reject(self) -> None:
        """Give everything back as it was."""
        self.tried.emit(self._before)
        super().reject()
